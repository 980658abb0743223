using ClusterSim.Behavior;
using ClusterSim.Behavior.Matching;
using ClusterSim.Behavior.Rules;

namespace ClusterSim.Tests.Behavior;

/// <summary>
/// Reading rule documents. What is accepted and refused follows the CRE schema and its compiler (prequel-compiler
/// v0.0.21); where this reader is stricter, docs/rules.md says so.
/// </summary>
public sealed class CreRulesTests
{
    private const string Head = """
        rules:
          - metadata: {id: ExampleRule123}
            cre: {id: CRE-2026-9001, severity: 2, title: Example, references: [one, two]}
            rule:

        """;

    private const string Sequence = """
              sequence:
                window: 10m
                event: {source: clustersim.events}
                order: [job started, job failed]

        """;

    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("clustersim-rules-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void AWholeDocumentIsRead()
    {
        CreRule rule = Load(Head + """
                  sequence:
                    window: 1h30m
                    event: {source: clustersim.events, origin: true}
                    correlations: [user, application]
                    order:
                      - job started
                      - {value: job failed within 90s, count: 2}
                    negate:
                      - job completed
                      - {value: gpu utilization above 30, anchor: 1, window: 5m, slide: -1m, absolute: true}
            action: {recommend: notify, confidence: 0.25, explanation: "Look at {job}."}
            """.Replace("\naction:", "\n    action:", StringComparison.Ordinal)).Rules.Single();
        PatternSpec spec = rule.Pattern.Spec;
        Assert.Multiple(() =>
        {
            Assert.That((rule.RuleId, rule.CreId, rule.Severity), Is.EqualTo(("ExampleRule123", "CRE-2026-9001", 2)));
            Assert.That(rule.Location, Is.EqualTo(Path.Combine(_folder, "rules.yaml") + ":2"));
            Assert.That(rule.References, Is.EqualTo(new[] { "one", "two" }));
            Assert.That(rule.Window, Is.EqualTo(TimeSpan.FromMinutes(90)));
            Assert.That(rule.Correlation, Is.EqualTo(RuleCorrelation.UserAndApplication));
            Assert.That(rule.Action, Is.EqualTo(new RuleAction(RecommendedAction.Notify, 0.25, "Look at {job}.")));
            Assert.That(spec.Counts, Is.EqualTo(new[] { 1, 2 }));
            Assert.That(spec.Negates[1], Is.EqualTo(new NegateSpec(3_000_000_000, -600_000_000, 1, true)));
        });
    }

    // base58(sha1("CRE-2026-9001")), as the CRE tools derive it for rules of users.
    [Test]
    public void AMissingRuleIdIsDerivedFromTheCreId()
    {
        string head = Head.Replace("id: ExampleRule123", "gen: 1", StringComparison.Ordinal);
        Assert.That(Load(head + Sequence).Rules[0].RuleId, Is.EqualTo("4HsRYGL9uocf2gZm8q3qnLiNpQw8"));
    }

    [Test]
    public void NamedTermsAreReplacedAndVersionDocumentsSkipped()
    {
        RuleSet set = Load("section: version\nversion: 1\n---\n" + Head + """
                  sequence:
                    window: 10m
                    event: {source: clustersim.events}
                    order: [begin, trouble]
            terms:
              begin: job started
              trouble: {value: job failed, count: 3}
            """);
        Assert.That(set.Rules[0].Pattern.Spec.Counts, Is.EqualTo(new[] { 1, 3 }));
        Assert.That(set.Rules[0].Pattern.Slots[1].Signals, Is.EqualTo(EventSignals.Failed));
    }

    [Test]
    public void TheExampleOfTheDocumentationIsRight()
    {
        string page = File.ReadAllText(Repository.Path("docs/rules.md"));
        int start = page.IndexOf("```yaml", StringComparison.Ordinal) + "```yaml\n".Length;
        string example = page[start..page.IndexOf("```", start, StringComparison.Ordinal)];
        CreRule shipped = CreRules.Load(Repository.Path("experiments/rules/idle-tail.yaml")).Rules.Single();
        CreRule shown = Load(example).Rules.Single();
        Assert.That((shown.RuleId, shown.CreId), Is.EqualTo((shipped.RuleId, shipped.CreId)));
        Assert.That(shown.Pattern.Slots, Is.EqualTo(shipped.Pattern.Slots));
    }

    [TestCase("window: 10m", "window: 30", "'30' as 'window'", 6)]
    [TestCase("window: 10m", "window: 5min", "'5min' as 'window'", 6)]
    [TestCase("window: 10m", "window: 1d", "'1d' as 'window'", 6)]
    [TestCase("window: 10m", "window: 0s", "'0s' as 'window'", 6)]
    [TestCase("source: clustersim.events", "source: clustersim.event", "'clustersim.event' as 'source'", 7)]
    [TestCase("job started, job", "job exploded, job", "the term 'job exploded'", 8)]
    [TestCase("job started, job", "gpu utilization below 30%, job", "the term 'gpu utilization below 30%'", 8)]
    [TestCase("job started, job", "gpu utilization under 30, job", "the term 'gpu utilization under 30'", 8)]
    [TestCase("job started, job", "gpu utilization below 0, job", "the term 'gpu utilization below 0'", 8)]
    [TestCase("job started, job", "job failed within 10, job", "the term 'job failed within 10'", 8)]
    [TestCase("job started, job", "job started within 10m, job", "the term 'job started within 10m'", 8)]
    [TestCase("job started, job", "{regex: 'job .*'}, job", "the key 'regex' in a term", 8)]
    [TestCase("job started, job", "{jq: '.sm < 30'}, job", "the key 'jq' in a term", 8)]
    [TestCase("job started, job", "{promql: {expr: up}}, job", "the key 'promql' in a term", 8)]
    [TestCase("job started, job", "{sequence: {}}, job", "terms beside sets and sequences", 6)]
    [TestCase("job started, job", "{valeu: x}, job", "the key 'valeu' in a term", 8)]
    [TestCase("job started, job", "{value: job started, anchor: 1}, job", "the key 'anchor' in a positive term", 8)]
    [TestCase("[job started, job failed]", "[job started]", "a sequence of one term", 6)]
    [TestCase("[job started, job failed]", "[]", "no terms in 'order'", 8)]
    [TestCase("order:", "match:", "the key 'match' in 'sequence'", 8)]
    [TestCase("sequence:", "sequenze:", "neither 'sequence' nor 'set'", 5)]
    [TestCase("severity: 2", "severity: 9", "'9' as 'severity'", 3)]
    [TestCase("id: CRE-2026-9001", "id: CRE 1", "'CRE 1' as 'id'", 3)]
    [TestCase("id: ExampleRule123", "id: short", "'short' as 'id'", 2)]
    public void EveryProblemSaysWhereItIsAndWhatWasFound(string right, string wrong, string found, int line)
    {
        RuleProblem[] problems = ProblemsOf((Head + Sequence).Replace(right, wrong, StringComparison.Ordinal));
        RuleProblem? problem = problems.FirstOrDefault(p => p.Found == found);
        Assert.That(problem, Is.Not.Null, string.Join('\n', problems.Select(p => p.ToString())));
        Assert.That((problem!.Line, problem.Column > 0), Is.EqualTo((line, true)));
    }

    [TestCase("{value: job ended, anchor: 2}", "the anchor 2")]
    [TestCase("{value: job ended, count: 2}", "a 'count' of 2 in a negative condition")]
    [TestCase("{value: job ended, absolute: maybe}", "'maybe' as 'absolute'")]
    [TestCase("{value: job ended, window: 5}", "'5' as 'window'")]
    [TestCase("{window: 5m}", "a term without 'value'")]
    public void NegativeConditionsAreChecked(string negate, string found) =>
        Assert.That(FoundIn(Head + Sequence + $"        negate: [{negate}]\n"), Has.Member(found));

    [TestCase("recommend: explode, confidence: 0.5, explanation: x", "'explode' as 'recommend'")]
    [TestCase("recommend: notify, confidence: 1.5, explanation: x", "'1.5' as 'confidence'")]
    [TestCase("recommend: notify, confidence: 0.5", "no 'explanation'")]
    [TestCase("recommend: notify, confidence: 0.5, explanation: 'see {host}'", "'{host}' in 'explanation'")]
    public void ActionsAreChecked(string action, string found) =>
        Assert.That(FoundIn(Head + Sequence + $"    action: {{{action}}}\n"), Is.EqualTo(new[] { found }));

    [Test]
    public void AllProblemsOfAllFilesAreReportedAtOnce()
    {
        string wrongTwice = (Head + Sequence).Replace("10m", "10", StringComparison.Ordinal);
        Write("a.yaml", wrongTwice.Replace("severity: 2", "severity: x", StringComparison.Ordinal));
        Write("b.yaml", "rules: [");
        Write("c.yml", "nothing: here");
        Write("notes.txt", "not a rule");
        RuleException? error = Assert.Throws<RuleException>(() => CreRules.Load(_folder));
        Assert.Multiple(() =>
        {
            string[] files = ["a.yaml", "a.yaml", "b.yaml", "c.yml"];
            Assert.That(error!.Problems.Select(p => Path.GetFileName(p.File)), Is.EqualTo(files));
            Assert.That(error.Problems.Select(p => p.Line), Is.EqualTo(new[] { 3, 6, 2, 1 }));
            Assert.That(error.Message.Split('\n'), Has.Length.EqualTo(4));
            Assert.That(error.Message, Does.Contain("a.yaml:6:17: invalid 'window': found '10' as 'window'"));
        });
    }

    // Rules over events and over logs may stand side by side, also in subfolders; a taxonomy is no rule.
    [Test]
    public void TheSourceDecidesWhatARuleIsReadAs()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "logs"));
        Write("a.yaml", Head + Sequence);
        Write("tags.yaml", "tags: [{name: gpu-idle, displayName: Idle GPU, description: A GPU that is idle}]");
        Write("logs/b.yaml", "rules:\n  - cre: {id: LOG-1}\n    rule: {set: {event: {source: cre.log.kafka}, "
            + "match: [{regex: 'job .*', window: 1s}]}}\n");
        RuleSet set = CreRules.Load(_folder);
        Assert.That(
            set.Rules.Select(rule => (rule.CreId, rule.Source)),
            Is.EqualTo(new[] { ("CRE-2026-9001", "clustersim.events"), ("LOG-1", "cre.log.kafka") }));
        Assert.That(set.FilesWithoutRules.Select(Path.GetFileName), Is.EqualTo(new[] { "tags.yaml" }));
        Assert.That(new EventFeed(EventFeed.Jobs(1), set).Start(0).Found, Is.Empty);
    }

    [Test]
    public void TheSameRuleTwiceIsRefused()
    {
        Write("a.yaml", Head + Sequence);
        Write("b.yaml", Head + Sequence);
        RuleException? error = Assert.Throws<RuleException>(() => CreRules.Load(_folder));
        Assert.That(error!.Problems.Select(p => (Path.GetFileName(p.File), p.Line, p.Found)), Is.EqualTo(new[]
        {
            ("b.yaml", 2, "the rule id ExampleRule123 a second time"),
            ("b.yaml", 2, "the CRE id CRE-2026-9001 a second time"),
        }));
    }

    [TestCase("rules:\n  - cre: {id: A}\n    cre: {id: B}\n", 3)]
    [TestCase("rules: {a: [}\n", 1)]
    public void BrokenYamlIsOneProblemWithItsPlace(string text, int line) =>
        Assert.That(ProblemsOf(text).Select(p => p.Line), Is.EqualTo(new[] { line }));

    [TestCase("")]
    [TestCase("# nothing\n")]
    public void AnEmptyFileHasNoRules(string text) =>
        Assert.That(ProblemsOf(text).Select(p => p.Found), Is.EqualTo(new[] { "no 'rules'" }));

    [Test]
    public void AMissingFileIsSaidToBeMissing() =>
        Assert.That(
            () => CreRules.Load(Path.Combine(_folder, "absent.yaml")),
            Throws.InstanceOf<RuleException>().With.Message.Contains("neither a file nor a folder"));

    // A set of one term has no span; a set of two needs one (prequel-compiler: invalid window).
    [TestCase("match: [job failed]", null)]
    [TestCase("match: [job failed]\n        window: 5m", "'5m' as 'window'")]
    [TestCase("match: [job failed, job started]", "no 'window'")]
    [TestCase("match: [{value: job failed, count: 2}]", "no 'window'")]
    [TestCase("match: [{value: job failed, count: 2}]\n        window: 5m", null)]
    public void SetsNeedAWindowForMoreThanOneTerm(string set, string? found)
    {
        string text = Head + $"      set:\n        event: {{source: clustersim.events}}\n        {set}\n";
        Assert.That(found is null ? "" : ProblemsOf(text).Single().Found, Is.EqualTo(found ?? ""));
        Assert.That(() => Load(text), found is null ? Throws.Nothing : Throws.InstanceOf<RuleException>());
    }

    // What the community's validator ("ruler") says of rules beside lists of categories and tags.
    [Test]
    public void RulesUseTheListedCategoriesAndTags()
    {
        const string Gpu = "{name: gpu-problem, displayName: GPU, description: x}",
            Idle = "{name: idle, displayName: Idle, description: x}";
        Write("categories.yaml", $"categories: [{Gpu}, {{name: idle}}]");
        Write("tags.yaml", $"tags: [{Idle}]");
        WriteRule("a", 1, "category: gpu-problems, tags: [idle, busy]");
        WriteRule("b", 2, "title: Example");
        WriteRule("c", 3, "category: gpu-problem, tags: [idle]");
        RuleSet rules = CreRules.Load(_folder);
        Assert.That(rules.Rules, Has.Length.EqualTo(3), "they are used nevertheless");
        Assert.That(
            rules.TaxonomyProblems.Select(p => $"{Path.GetFileName(p.File)}:{p.Line} {p.Verdict}"),
            Is.EqualTo(new[]
            {
                "categories.yaml:1 missing displayName field", "categories.yaml:1 missing description field",
                "tags.yaml:1 duplicate name", "a.yaml:2 unknown category", "a.yaml:2 unknown tag",
                "b.yaml:2 missing category field",
            }));
    }

    [Test]
    public void NamesOfTermsHoldInAllDocumentsOfAFile()
    {
        string rule = (Head + Sequence).Replace("[job started,", "[begin,", StringComparison.Ordinal);
        Assert.That(Load("terms: {begin: job started}\nrules: []\n---\n" + rule).Rules, Has.Length.EqualTo(1));
        Assert.That(
            ProblemsOf("terms: {begin: job started}\nrules: []\n---\nterms: {begin: x}\n" + rule)
                .Select(p => (p.Line, p.Verdict)),
            Is.EqualTo(new[] { (4, "duplicate term name") }));
        Assert.That(
            ProblemsOf("terms: [a]\n" + rule).Select(p => p.Verdict), Has.Member("'terms' must be a mapping"));
    }

    private void WriteRule(string name, int number, string description)
    {
        string text = (Head + Sequence).Replace("9001", $"900{number}", StringComparison.Ordinal);
        text = text.Replace("Rule123", $"Rule12{number}", StringComparison.Ordinal);
        Write(name + ".yaml", text.Replace("title: Example", description, StringComparison.Ordinal));
    }

    private RuleSet Load(string text) => CreRules.Load(Write("rules.yaml", text));

    private RuleProblem[] ProblemsOf(string text) =>
        [.. Assert.Throws<RuleException>(() => Load(text))!.Problems];

    private string[] FoundIn(string text) => [.. ProblemsOf(text).Select(problem => problem.Found)];

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}

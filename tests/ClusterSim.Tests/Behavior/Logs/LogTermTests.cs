using ClusterSim.Behavior.Logs;

namespace ClusterSim.Tests.Behavior.Logs;

/// <summary>
/// Expressions and queries; truths by hand from the syntax of RE2 (github.com/google/re2/wiki/Syntax) and the manual of
/// jq 1.7.
/// </summary>
internal sealed class LogTermTests
{
    // ASCII classes, the very end, no vertical tab among blanks, K and the Kelvin sign alike.
    [TestCase(@"\d+", "٣", false)]
    [TestCase(@"^\w+$", "é", false)]
    [TestCase(@"a\sb", "a\vb", false)]
    [TestCase(@"[[:space:]]", "a\vb", true)]
    [TestCase(@"end$", "end\n", false)]
    [TestCase(@"(?m)end$", "end\nmore", true)]
    [TestCase(@"(?i)k", "\u212A", true)]
    [TestCase(@"(?i)straße", "STRASSE", false)]
    [TestCase(@"\bcat\b", "écat", true)]
    [TestCase(@"\Qa.b\E+", "a.bb", true)]
    [TestCase(@"\x{1F600}", "😀", true)]
    [TestCase(@"a{2,3}b", "aab", true)]
    [TestCase(@"a{,3}", "a{,3}", true)]
    [TestCase(@"[a[b]", "[", true)]
    [TestCase(@"(?P<name>x)y", "xy", true)]
    public void ExpressionsMeanWhatTheyMeanInRe2(string pattern, string text, bool expected) =>
        Assert.That(new Re2(pattern).IsMatch(text), Is.EqualTo(expected));

    [TestCase(@"(?=x)")]
    [TestCase(@"(?<!x)y")]
    [TestCase(@"(x)\1")]
    [TestCase(@"x**")]
    [TestCase(@"x{1001}")]
    [TestCase(@"\c")]
    [TestCase(@"[a")]
    [TestCase(@"(a")]
    public void WhatRe2RefusesIsRefused(string pattern) =>
        Assert.That(() => new Re2(pattern), Throws.InstanceOf<FormatException>());

    [TestCase(".a.b == 1", """{"a":{"b":1}}""", true)]
    [TestCase(".a.b == 1", """{"a":{"b":2}}""", false)]
    [TestCase(".kind == \"X\" and (.spec.nfs != null)", """{"kind":"X","spec":{"nfs":{}}}""", true)]
    [TestCase(".missing < 30", """{}""", true)] // null is less than any number
    [TestCase(".x[]?", """{"x":5}""", false)]
    [TestCase(".x[] | select(. > 2)", """{"x":[1,2,3]}""", true)]
    [TestCase(".a // \"none\" | . == \"none\"", """{"a":null}""", true)]
    [TestCase(".a | test(\"^err\\\\d$\")", """{"a":"err7"}""", true)]
    [TestCase("0", "1", true)] // every number is true
    [TestCase(".a, .b.c", """{"a":true,"b":1}""", false)] // an error makes the whole line false
    [TestCase(".a", "no json", false)]
    [TestCase(".[\"a b\"][1:2]", "{}", null)]
    [TestCase("reduce .[] as $x (0; . + $x)", "[]", null)]
    public void QueriesMeanWhatTheyMeanInJq(string query, string text, bool? expected)
    {
        if (expected is null)
        {
            Assert.That(() => new LogTerm(LogTermKind.Jq, query), Throws.InstanceOf<FormatException>());
            return;
        }

        Assert.That(new LogTerm(LogTermKind.Jq, query).Accepts(text), Is.EqualTo(expected));
    }

    // What a match must contain; nothing where the expression says too little or is too rare to be understood.
    [TestCase("foo.*barbaz", "barbaz")]
    [TestCase("alpha|beta", "alpha beta")]
    [TestCase("(alpha|be?)x", "")]
    [TestCase("abc?def", "def")]
    [TestCase(@"(a\x41b)|c", "")]
    [TestCase("(?i)ERROR: [0-9]+ lost", "error: ")]
    public void AnExpressionTellsWhatAMatchMustContain(string pattern, string expected) =>
        Assert.That(string.Join(' ', RequiredTexts.Of(pattern)), Is.EqualTo(expected));
}

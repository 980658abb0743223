namespace ClusterSim.Tests.Behavior.Library;

/// <summary>A stream of events, and the times at which one rule must hit in it.</summary>
/// <param name="Rule">Name of the rule's file, without folder and extension.</param>
/// <param name="Why">What the case shows.</param>
/// <param name="Hits">Expected times as <c>1:30</c> or <c>1:30:01</c>, separated by commas; empty for none.</param>
/// <param name="Story">The stream, as <see cref="RuleStory"/> reads it.</param>
internal sealed record RuleCase(string Rule, string Why, string Hits, string Story)
{
    public bool MustHit => Hits.Length > 0;

    public override string ToString() => $"{Rule} {(MustHit ? "hits at " + Hits : "keeps silent")}: {Why}";
}

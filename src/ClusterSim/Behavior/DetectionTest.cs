namespace ClusterSim.Behavior;

/// <summary>The test that a detection rests on.</summary>
/// <param name="Name">What was tested how, e.g. <c>exact rank sum, 24 against 8 panes</c>.</param>
/// <param name="PValue">Chance of a result at least as extreme when nothing has changed, 0 to 1.</param>
/// <param name="Level">The p value that was needed; fixed before the data of the test were seen.</param>
/// <param name="Before">What it was, or what it is with the others, in <paramref name="Unit"/>.</param>
/// <param name="After">What it is, in <paramref name="Unit"/>.</param>
/// <param name="Unit">Unit of both, e.g. <c>%</c> or <c>s</c>.</param>
/// <param name="Effect">
/// Size of the difference without a unit; the detector's documentation says which measure. Positive for a rise.
/// </param>
public sealed record DetectionTest(
    string Name, double PValue, double Level, double Before, double After, string Unit, double Effect);

namespace ClusterSim.Reports.Page;

/// <summary>The value of one run on a card.</summary>
/// <param name="Run">Name of the run.</param>
/// <param name="Style">Colour of the run.</param>
/// <param name="Text">The value.</param>
/// <param name="Length">Length of its bar, 0 to 1.</param>
/// <param name="Change">Change against the baseline; empty for the baseline.</param>
internal sealed record ReportCardValue(string Run, int Style, string Text, double Length, string Change);

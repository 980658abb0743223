using System.Collections.Immutable;
using ClusterSim.Reports.Charts;

namespace ClusterSim.Reports.Page;

/// <summary>A piece of a report, told in the same words whatever the report is written as.</summary>
internal abstract record ReportBlock;

/// <summary>Sentences.</summary>
/// <param name="Text">Plain text.</param>
/// <param name="Emphasis">Whether it is what a reader with ten seconds should read.</param>
internal sealed record ParagraphBlock(string Text, bool Emphasis = false) : ReportBlock;

/// <summary>Points of a list.</summary>
internal sealed record ListBlock(ImmutableArray<string> Items) : ReportBlock;

/// <summary>Figures large enough to be read in passing.</summary>
internal sealed record CardsBlock(ImmutableArray<ReportCard> Cards) : ReportBlock;

/// <summary>A table.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Headers">Names of the columns; the first names the rows.</param>
/// <param name="Rows">The cells as text.</param>
/// <param name="TextColumns">Columns besides the first that hold words and not numbers.</param>
internal sealed record TableBlock(
    string Title, ImmutableArray<string> Headers, ImmutableArray<ImmutableArray<string>> Rows,
        ImmutableArray<int> TextColumns)
    : ReportBlock;

/// <summary>A chart with the table that tells the same to those who do not see it.</summary>
/// <param name="Id">Short name, unique in the report.</param>
/// <param name="Caption">What to look at, and how it was made.</param>
/// <param name="Chart">The chart.</param>
/// <param name="Data">The table.</param>
internal sealed record ChartBlock(string Id, string Caption, LineChart Chart, TableBlock Data) : ReportBlock;

/// <summary>Pictures of who held which share of which node when, one for each run.</summary>
/// <param name="Id">Short name, unique in the report.</param>
/// <param name="Caption">How to read it.</param>
/// <param name="Grids">The pictures with the names of their runs.</param>
/// <param name="Data">The table that tells the same.</param>
internal sealed record OccupancyBlock(
    string Id, string Caption, ImmutableArray<(string Name, OccupancyGrid Grid)> Grids, TableBlock Data) : ReportBlock;

/// <summary>A picture of how much of something was used over time.</summary>
/// <param name="Id">Short name, unique in the report.</param>
/// <param name="Title">What it shows.</param>
/// <param name="Caption">How to read it.</param>
/// <param name="Rows">The rows from above; all of one length.</param>
/// <param name="ColumnSeconds">Length of time of a column.</param>
/// <param name="Data">The table that tells the same.</param>
internal sealed record HeatBlock(
    string Id, string Title, string Caption, ImmutableArray<HeatRow> Rows, double ColumnSeconds, TableBlock Data)
    : ReportBlock;

using System.Collections.Immutable;

namespace ClusterSim.Learning.Classification;

/// <summary>Says of which class something is. Immutable once trained.</summary>
public interface IClassifier
{
    /// <summary>The classes that it knows, in ordinal order.</summary>
    ImmutableArray<string> Classes { get; }

    /// <summary>The class of a row.</summary>
    /// <param name="row">Features as in training.</param>
    string Predict(ReadOnlySpan<double> row);
}

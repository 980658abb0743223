using System.Runtime.CompilerServices;

namespace ClusterSim.Traces;

/// <summary>
/// A row of the Standard Workload Format: 18 numbers, each a whole part and a fraction in 1/10^7. -1 is unknown.
/// </summary>
internal struct SwfRow
{
    public const int FieldCount = 18;

    private Fields _whole;
    private Fields _fraction;

    /// <summary>Processors asked for, or else allocated; 0 when neither is known.</summary>
    public readonly int Processors =>
        (int)Math.Max(0, Whole(SwfField.RequestedProcessors) > 0
            ? Whole(SwfField.RequestedProcessors)
            : Whole(SwfField.AllocatedProcessors));

    /// <summary>Whether the field is known.</summary>
    public readonly bool Has(SwfField field) => _whole[(int)field] >= 0 && _fraction[(int)field] >= 0;

    /// <summary>The whole part of a field.</summary>
    public readonly long Whole(SwfField field) => _whole[(int)field];

    /// <summary>A field rounded up to a whole number.</summary>
    public readonly long Ceiling(SwfField field) => _whole[(int)field] + (_fraction[(int)field] > 0 ? 1 : 0);

    /// <summary>A field in seconds as ticks of 100 ns.</summary>
    public readonly long Ticks(SwfField field) =>
        (_whole[(int)field] * TimeSpan.TicksPerSecond) + _fraction[(int)field];

    public void Set(int field, long whole, long fraction)
    {
        _whole[field] = whole;
        _fraction[field] = fraction;
    }

    [InlineArray(FieldCount)]
    private struct Fields
    {
        private long _first;
    }
}

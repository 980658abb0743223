using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ClusterSim.Scheduling.Policies.Pollux;

/// <summary>Walks the bytes of a row that are not zero, eight at a time.</summary>
internal static class Cells
{
    private const int BitsPerByte = 8;

    /// <summary>The eight bytes from an index on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong WordAt(ReadOnlySpan<byte> row, int from) => MemoryMarshal.Read<ulong>(row[from..]);

    /// <summary>Whether all bytes are zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AreNone(ReadOnlySpan<byte> row)
    {
        ulong any = 0;
        foreach (ulong word in MemoryMarshal.Cast<byte, ulong>(row))
        {
            any |= word;
        }

        return any == 0;
    }

    /// <summary>Index of the first byte that is not zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int First(ulong word) => BitOperations.TrailingZeroCount(word) / BitsPerByte;

    /// <summary>The word without its first byte that is not zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong WithoutFirst(ulong word) => word & ~(0xFFUL << (First(word) * BitsPerByte));
}

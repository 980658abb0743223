using ClusterSim.Tables;

namespace ClusterSim.Traces.Slurm;

/// <summary>Lengths of time as Slurm prints them: <c>[days-]hours:minutes:seconds</c>.</summary>
internal static class SlurmDuration
{
    private const long SecondsPerDay = 86_400;
    private const long MaxTicks = CsvTableReader.MaxSeconds * TimeSpan.TicksPerSecond;

    /// <summary>What an error says that was expected.</summary>
    public const string Expectation = "a length of time like 1-02:30:00 or 30:00";

    /// <summary>
    /// Reads <c>1-02:30:00</c>, <c>02:30:00</c>, <c>30:00</c> (minutes and seconds), with decimals of a second, and
    /// after days <c>1-02</c> and <c>1-02:30</c>.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out TimeSpan length)
    {
        length = TimeSpan.Zero;
        int dash = text.IndexOf((byte)'-');
        long days = 0;
        if (dash >= 0 && !TryNumber(text[..dash], 0, out days))
        {
            return false;
        }

        ReadOnlySpan<byte> rest = text[(dash + 1)..];
        int parts = rest.Count((byte)':') + 1;
        long unit = dash >= 0 ? 3600 : parts == 3 ? 3600 : 60;
        if (parts > 3 || (dash < 0 && parts == 1))
        {
            return false;
        }

        Int128 ticks = (Int128)days * SecondsPerDay * TimeSpan.TicksPerSecond;
        for (int part = 0; part < parts; part++, unit /= 60)
        {
            int colon = rest.IndexOf((byte)':');
            ReadOnlySpan<byte> digits = colon < 0 ? rest : rest[..colon];
            if (!TryNumber(digits, part == parts - 1 ? DecimalText.TickDecimals : 0, out long number))
            {
                return false;
            }

            ticks += (Int128)number * unit * (part == parts - 1 ? 1 : TimeSpan.TicksPerSecond);
            rest = colon < 0 ? default : rest[(colon + 1)..];
        }

        length = ticks <= MaxTicks ? new TimeSpan((long)ticks) : TimeSpan.Zero;
        return ticks <= MaxTicks;
    }

    private static bool TryNumber(ReadOnlySpan<byte> digits, int decimals, out long number)
    {
        number = 0;
        return !digits.IsEmpty && char.IsAsciiDigit((char)digits[0])
            && digits.IndexOfAnyExcept(decimals > 0 ? "0123456789."u8 : "0123456789"u8) < 0
            && DecimalText.TryParse(digits, decimals, out number);
    }
}

namespace ClusterSim.Behavior.Logs;

/// <summary>Splits a time layout into its parts.</summary>
internal static class LayoutFields
{
    // Longer spellings first, so that 2006 is not taken for a day and 06.
    private static readonly (string Text, LayoutField Field)[] Spellings =
    [
        ("2006", LayoutField.Year),
        ("Z07:00", LayoutField.Zone),
        ("-07:00", LayoutField.Zone),
        ("Z0700", LayoutField.Zone),
        ("-0700", LayoutField.Zone),
        ("Z07", LayoutField.Zone),
        ("-07", LayoutField.Zone),
        ("Jan", LayoutField.MonthName),
        ("Mon", LayoutField.WeekdayName),
        ("MST", LayoutField.ZoneName),
        ("01", LayoutField.Month),
        ("02", LayoutField.Day),
        ("03", LayoutField.Hour12),
        ("04", LayoutField.Minute),
        ("05", LayoutField.Second),
        ("06", LayoutField.ShortYear),
        ("15", LayoutField.Hour),
        ("_2", LayoutField.PaddedDay),
        ("PM", LayoutField.HalfDay),
        ("pm", LayoutField.HalfDay),
        ("1", LayoutField.LooseMonth),
        ("2", LayoutField.LooseDay),
        ("3", LayoutField.Hour12),
        ("4", LayoutField.Minute),
        ("5", LayoutField.Second),
    ];

    public static IEnumerable<(LayoutField Field, string Literal)> Split(string layout)
    {
        int from = 0;
        for (int at = 0; at < layout.Length;)
        {
            (LayoutField field, int length) = FieldAt(layout, at);
            if (length == 0)
            {
                at++;
                continue;
            }

            if (at > from)
            {
                yield return (LayoutField.Literal, layout[from..at]);
            }

            yield return (field, layout.Substring(at, length));
            from = at += length;
        }

        if (from < layout.Length)
        {
            yield return (LayoutField.Literal, layout[from..]);
        }
    }

    private static (LayoutField Field, int Length) FieldAt(string layout, int at)
    {
        if (layout[at] is '.' or ',' && at + 1 < layout.Length && layout[at + 1] is '0' or '9')
        {
            return FractionAt(layout, at);
        }

        foreach ((string text, LayoutField field) in Spellings)
        {
            if (layout.AsSpan(at).StartsWith(text))
            {
                return (field, text.Length);
            }
        }

        return (LayoutField.Literal, 0);
    }

    // A run of noughts or nines is a fraction only if no other digit follows.
    private static (LayoutField Field, int Length) FractionAt(string layout, int at)
    {
        char digit = layout[at + 1];
        int end = at + 1;
        while (end < layout.Length && layout[end] == digit)
        {
            end++;
        }

        bool whole = end == layout.Length || !char.IsAsciiDigit(layout[end]);
        return !whole ? (LayoutField.Literal, 0)
            : (digit == '0' ? LayoutField.Fraction : LayoutField.AnyFraction, end - at);
    }
}

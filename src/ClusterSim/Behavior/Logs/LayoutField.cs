namespace ClusterSim.Behavior.Logs;

/// <summary>What one part of a time layout stands for.</summary>
internal enum LayoutField
{
    /// <summary>Text that must stand there.</summary>
    Literal,

    /// <summary>2006.</summary>
    Year,

    /// <summary>06.</summary>
    ShortYear,

    /// <summary>01.</summary>
    Month,

    /// <summary>1.</summary>
    LooseMonth,

    /// <summary>Jan.</summary>
    MonthName,

    /// <summary>Mon.</summary>
    WeekdayName,

    /// <summary>02.</summary>
    Day,

    /// <summary>2.</summary>
    LooseDay,

    /// <summary>_2.</summary>
    PaddedDay,

    /// <summary>15.</summary>
    Hour,

    /// <summary>03 or 3.</summary>
    Hour12,

    /// <summary>PM.</summary>
    HalfDay,

    /// <summary>04 or 4.</summary>
    Minute,

    /// <summary>05 or 5.</summary>
    Second,

    /// <summary>.000 or ,000: so many digits.</summary>
    Fraction,

    /// <summary>.999: any number of digits, or none.</summary>
    AnyFraction,

    /// <summary>Z07:00, -07:00, -0700 and the like.</summary>
    Zone,

    /// <summary>MST.</summary>
    ZoneName,
}

using ClusterSim.Tables;

namespace ClusterSim.Signals;

/// <summary>Which columns of a file are the times and the values, and what the values mean.</summary>
/// <param name="Name">Name of the form.</param>
/// <param name="Time">Header of the times.</param>
/// <param name="Value">Header of the values.</param>
/// <param name="Kind">What the values mean.</param>
/// <param name="Unit">Unit after the factor.</param>
/// <param name="Factor">What a value is multiplied by.</param>
internal sealed record SignalForm(
    string Name, string Time, string Value, SignalKind Kind, string Unit, double Factor = 1)
{
    public const string CarbonUnit = "gCO2e/kWh";

    /// <summary>Whether the header says that the times are in UTC.</summary>
    public bool SaysUtc => Time.Contains("UTC", StringComparison.Ordinal);

    /// <summary>Header of the same times as clocks of the place show them.</summary>
    public string? LocalTime { get; init; }

    /// <summary>Header of marks that a value was estimated.</summary>
    public string? Estimated { get; init; }

    /// <summary>Header of the place that a row is about; times are then seconds.</summary>
    public string? Host { get; init; }

    /// <summary>The form of a file with these headers.</summary>
    /// <exception cref="TableFormatException">There is none, or the options do not fit it.</exception>
    public static SignalForm Of(string file, IReadOnlyList<string> header, SignalFileOptions options)
    {
        SignalForm form = Known(file, header, options);
        return options.Kind is { } kind && kind != form.Kind
            ? throw new TableFormatException(
                file, 1, $"column '{form.Value}'", $"values of kind {Text(form.Kind)}", $"values of kind {Text(kind)}")
            : form;
    }

    private static SignalForm Known(string file, IReadOnlyList<string> header, SignalFileOptions options)
    {
        if (header.Contains("Zone Id") && header.Contains("Datetime (UTC)"))
        {
            return ElectricityMaps(file, header, options);
        }

        string? price = header.FirstOrDefault(name => name.StartsWith("Price (", StringComparison.Ordinal));
        if (price is { Length: > 14 } && price.EndsWith("/MWh)", StringComparison.Ordinal))
        {
            string time = header.Contains("Datetime (UTC)") ? "Datetime (UTC)" : "Datetime";
            return new SignalForm("prices", time, price, SignalKind.Price, price[7..^5] + "/kWh", 0.001)
            {
                LocalTime = header.Contains("Datetime (Local)") ? "Datetime (Local)" : null,
            };
        }

        return header switch
        {
            ["Time", "Carbon Intensity"] =>
                new SignalForm("lets-wait-awhile", "Time", "Carbon Intensity", SignalKind.Average, CarbonUnit),
            ["host_id", "timestamp", "carbon_intensity"] =>
                new SignalForm("simgrid", "timestamp", "carbon_intensity", SignalKind.Average, CarbonUnit)
                {
                    Host = "host_id",
                },
            ["time", ..] => Own(file, header, options),
            _ => Table(file, header, options),
        };
    }

    private static SignalForm ElectricityMaps(string file, IReadOnlyList<string> header, SignalFileOptions options)
    {
        string wanted = options.Column ?? "lca";
        string? column = header.FirstOrDefault(name =>
            name == wanted || (name.StartsWith("Carbon Intensity", StringComparison.Ordinal)
                && name.EndsWith($"({wanted})", StringComparison.OrdinalIgnoreCase)));
        return column is null
            ? throw new TableFormatException(file, 1, "", $"no column '{wanted}'", "'lca' or 'direct'")
            : new SignalForm("electricitymaps", "Datetime (UTC)", column, SignalKind.Average, CarbonUnit)
            {
                Estimated = header.FirstOrDefault(name => name is "Data Estimated"),
            };
    }

    private static SignalForm Own(string file, IReadOnlyList<string> header, SignalFileOptions options)
    {
        SignalForm[] forms = [.. header.Skip(1).Select(OwnColumn).OfType<SignalForm>()];
        SignalForm? form = options.Column is { } wanted
            ? forms.FirstOrDefault(one => one.Value == wanted)
            : forms.FirstOrDefault(one => options.Kind is null || one.Kind == options.Kind);
        // A column that says it is of another kind is no nameless table: who asks is told.
        return form ?? (options.Column is null ? forms.FirstOrDefault() : null) ?? Table(file, header, options);
    }

    private static SignalForm? OwnColumn(string header)
    {
        const string own = "clustersim";
        string[] parts = header.Split('_');
        return parts switch
        {
            ["average", "gco2e", "per", "kwh"] => new(own, "time", header, SignalKind.Average, CarbonUnit),
            ["marginal", "gco2e", "per", "kwh"] => new(own, "time", header, SignalKind.Marginal, CarbonUnit),
            ["price", { Length: 3 } money, "per", "kwh"] =>
                new(own, "time", header, SignalKind.Price, money.ToUpperInvariant() + "/kWh"),
            ["price", { Length: 3 } money, "per", "mwh"] =>
                new(own, "time", header, SignalKind.Price, money.ToUpperInvariant() + "/kWh", 0.001),
            _ => null,
        };
    }

    private static SignalForm Table(string file, IReadOnlyList<string> header, SignalFileOptions options)
    {
        string found = string.Join(",", header);
        string? value = options.Column is { } wanted && header.Skip(1).Contains(wanted)
            ? wanted
            : options.Column is null && header.Count == 2 ? header[1] : null;
        if (value is null || options.Kind is not { } kind)
        {
            throw new TableFormatException(
                file, 1, "", $"the columns {found}",
                "'time' and one of average_gco2e_per_kwh, marginal_gco2e_per_kwh, price_usd_per_kwh (any currency), "
                + "or the name of a column and the kind of its values (average, marginal, price)");
        }

        return new SignalForm("table", header[0], value, kind, kind == SignalKind.Price ? "/kWh" : CarbonUnit);
    }

    private static string Text(SignalKind kind) => kind switch
    {
        SignalKind.Average => "'average'",
        SignalKind.Marginal => "'marginal'",
        _ => "'price'",
    };
}

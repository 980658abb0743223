using System.Globalization;
using ClusterSim.Signals;

namespace ClusterSim.Experiments;

/// <summary>Reads the signals that an experiment names.</summary>
internal static class SignalLoader
{
    /// <summary>The signals of a run; <c>null</c> for none.</summary>
    public static RunSignals? Load(SignalChoice? choice)
    {
        if (choice is null)
        {
            return null;
        }

        SignalFile? carbonFile = Read(choice.Carbon, SignalKind.Average, choice);
        SignalFile? marginalFile = Read(choice.Marginal, SignalKind.Marginal, choice);
        SignalFile? priceFile = Read(choice.EnergyPrice, SignalKind.Price, choice);
        (Signal? carbon, Signal? marginal, Signal? price) =
            (carbonFile?.Signal, marginalFile?.Signal, priceFile?.Signal);
        DateTimeOffset? begin = new[] { carbon, marginal, price }
            .FirstOrDefault(signal => signal?.Values.Length > 1)?.Start;
        return new RunSignals
        {
            Clock = new SignalClock(choice.Start ?? begin ?? DateTimeOffset.UnixEpoch) { Zone = choice.Zone },
            Carbon = carbon,
            MarginalCarbon = marginal,
            EnergyPrice = price,
            Forecast = choice.Forecast,
            Notices =
            [
                .. new[] { carbonFile, marginalFile, priceFile }.OfType<SignalFile>()
                    .SelectMany(file => file.Notices.Select(notice => $"Signal '{file.Signal.Name}': {notice}")),
            ],
        };
    }

    /// <summary>One signal: a file, or a number that holds always; <c>null</c> for an empty text.</summary>
    public static SignalFile? Read(string source, SignalKind kind, SignalChoice choice)
    {
        if (source.Length == 0)
        {
            return null;
        }

        if (IsNumber(source, out double value))
        {
            string unit = kind == SignalKind.Price ? "/kWh" : SignalForm.CarbonUnit;
            return new SignalFile
            {
                Signal = Signal.Constant(source, kind, unit, value), Form = "constant", Rows = 0, Notices = [],
            };
        }

        bool options = kind == SignalKind.Average && choice.Column is not null;
        return SignalFile.Read(source, new SignalFileOptions
        {
            Kind = kind,
            Column = options ? choice.Column : null,
            Zone = choice.Zone == TimeZoneInfo.Utc ? null : choice.Zone,
        });
    }

    /// <summary>Whether a text is a number and not the name of a file.</summary>
    public static bool IsNumber(string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
}

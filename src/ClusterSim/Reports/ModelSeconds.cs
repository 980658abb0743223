using System.Globalization;
using ClusterSim.Engine;

namespace ClusterSim.Reports;

/// <summary>
/// GPU-seconds of a job by model as one field, e.g. <c>T4=3600;V100=1800</c>; empty where a platform has one model.
/// </summary>
internal static class ModelSeconds
{
    public static string Of(HeldModels? held, int job)
    {
        if (held is null)
        {
            return "";
        }

        List<string> parts = [];
        for (int model = 0; model < held.Models.Count; model++)
        {
            double seconds = held.Seconds(job, model);
            if (seconds != 0)
            {
                parts.Add(string.Create(CultureInfo.InvariantCulture, $"{held.Models[model]}={seconds:R}"));
            }
        }

        return string.Join(';', parts);
    }

    /// <summary>Reads the fields of all jobs; <c>null</c> when all are empty.</summary>
    public static HeldModels? Read(IReadOnlyList<string> fields)
    {
        (int Job, string Model, double Seconds)[] parts = [.. fields.SelectMany(Parts)];
        if (parts.Length == 0)
        {
            return null;
        }

        List<string> models = [.. parts.Select(part => part.Model).Distinct().Order(StringComparer.Ordinal)];
        double[] seconds = new double[fields.Count * models.Count];
        foreach ((int job, string model, double held) in parts)
        {
            seconds[(job * models.Count) + models.IndexOf(model)] = held;
        }

        return new HeldModels(models, seconds);
    }

    private static IEnumerable<(int Job, string Model, double Seconds)> Parts(string field, int job)
    {
        foreach (string part in field.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            int equals = part.LastIndexOf('=');
            if (equals > 0 && double.TryParse(
                part.AsSpan(equals + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds))
            {
                yield return (job, part[..equals], seconds);
            }
        }
    }
}

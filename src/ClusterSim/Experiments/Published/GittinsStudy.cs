using ClusterSim.Scheduling.Estimates;
using ClusterSim.Scheduling.Peers;

namespace ClusterSim.Experiments.Published;

/// <summary>Values of the Gittins index on the sizes that come with Tiresias's simulator.</summary>
internal static class GittinsStudy
{
    private const string Sizes = "peers/inputs/tiresias_yarn-gput1000.csv";
    private const double Quantum = 3250, Millionths = 1e6;

    private const string WholeNumbers =
        "the artefact as it runs under Python 2.7, which divides in whole numbers; under Python 3 it prints the value "
        + "beside ours. Its schedules, which ours equal job by job, are those of Python 2.7";

    // Attained service, the formula, the artefact under Python 2.7 and under Python 3.
    private static readonly (double Service, double Formula, double Artefact, double Python3)[] s_values =
    [
        (0, 297.1591, 297.25, 297.16), (1000, 236.861, 191.5154, 191.5015), (3250, 122.163, 87.4493, 87.4444),
        (18_000, 14.467, 11.4806, 11.4791), (200_000, 0, 0, 0),
    ];

    public static PublishedStudy Study { get; } = new()
    {
        Name = "gittins",
        Title = "The Gittins index of Tiresias",
        Source = "Gu et al., \"Tiresias\", NSDI 2019, section 3.2, evaluated apart from this code with NumPy; "
            + "SymbioticLab/Tiresias, commit 959f9b0, `_gittins_` of simulator/jobs.py",
        Protocol =
            """
            The index G(a) = P(S - a <= D | S > a) / E[min(S - a, D) | S > a], in millionths, of a job with the attained
            service a, for a quantum D of 3,250 GPU-seconds and the 1,001 sizes S of `yarn-gput1000.csv`. Rows of the
            formula are what `tiresias-gittins` uses; rows of the artefact what `variant=artefact` uses. The artefact's
            denominator sums S where the definition has S - a: the two agree at 0 and part from there, which is what
            the correction changes.
            """,
        Data = [new(Sizes, "SymbioticLab/Tiresias, simulator/yarn-gput1000.csv")],
        Rows = Rows,
    };

    private static IEnumerable<PublishedRow> Rows(StudyData data)
    {
        var sizes = SizeFile.Read(data.PathOf(Sizes));
        GittinsIndex formula = new(sizes, Quantum);
        DlasGittins artefact = new(sizes, Quantum);
        foreach (var value in s_values)
        {
            yield return Row("formula", value.Service, value.Formula, formula.At(value.Service) * Millionths) with
            {
                Tolerance = Tolerance.Absolute(6e-4, "printed with 3 or 4 decimals"),
            };
        }

        foreach (var value in s_values)
        {
            yield return Row(
                "artefact under Python 2.7", value.Service, value.Artefact, artefact.Formula(value.Service));
        }

        foreach (var value in s_values.Where(value => value.Python3 != value.Artefact))
        {
            yield return Row(
                "artefact under Python 3", value.Service, value.Python3, artefact.Formula(value.Service)) with
            {
                Note = WholeNumbers,
            };
        }
    }

    private static PublishedRow Row(string what, double service, double published, double obtained) => new()
    {
        Metric = "Gittins index (millionths)",
        Where = FormattableString.Invariant($"{what}, a = {service:N0} GPU-s"),
        Published = published,
        Obtained = obtained,
        Tolerance = Tolerance.Decimals(4),
    };
}

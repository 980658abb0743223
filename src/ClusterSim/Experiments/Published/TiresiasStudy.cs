using System.Collections.Immutable;
using System.Globalization;
using ClusterSim.Workloads;

namespace ClusterSim.Experiments.Published;

/// <summary>Means and preemptions of the simulator of Tiresias's authors, and what our corrections change.</summary>
internal static class TiresiasStudy
{
    private const string Sizes = "peers/inputs/tiresias_yarn-gput1000.csv";
    private const string Artefact = "SymbioticLab/Tiresias, commit 959f9b0, simulator/";

    // Its policies by ours: with the artefact's arithmetic, and corrected ("" where there is nothing to correct).
    private static readonly (string Theirs, string Same, string Corrected)[] s_policies =
    [
        ("fifo", "fifo", ""), ("fjf", "fifo-skip", ""), ("sjf", "sjf-tiresias", ""),
        ("shortest", "shortest-tiresias", "srtf"), ("shortest-gpu", "shortest-gpu-tiresias", ""),
        ("dlas", "dlas-tiresias", ""), ("dlas-gpu", "tiresias variant=artefact", "tiresias"),
        ("dlas-gpu-1", "tiresias promote-knob=1 variant=artefact", "tiresias promote-knob=1"),
        ("dlas-gpu-gittins", "tiresias-gittins sizes=yarn-gput1000.csv variant=artefact",
            "tiresias-gittins sizes=yarn-gput1000.csv"),
    ];

    // Mean JCT (s), preemptions and makespan (s) in the order of the policies.
    private static readonly (string List, string File, int Gpus, (double Jct, int Preemptions, double Makespan)[])[]
        s_lists =
    [
        ("60 jobs", "tiresias_60_job.csv", 8,
        [
            (1556.4833, 0, 5747), (715.2667, 0, 4806), (725.7, 8, 4806), (519.8667, 7, 4901), (563.3833, 13, 4962),
            (715.2667, 0, 4806), (715.2667, 0, 4806), (715.2667, 0, 4806), (821.2333, 88, 4753),
        ]),
        ("480 jobs of Philly", "tiresias_philly480.csv", 60,
        [
            (28505.8604, 0, 333073), (16894.2875, 0, 332945), (12048.7771, 64, 318712), (11345.1375, 203, 332929),
            (10941.7812, 117, 320066), (11421.8104, 234, 315663), (11634.7146, 218, 318178),
            (11826.6396, 1267, 315313), (12058.7604, 328, 304509),
        ]),
        ("5,000 jobs of Philly", "tiresias_philly5k.csv.gz", 480,
        [
            (29525.8388, 0, 754153), (21170.3396, 0, 754153), (14858.0952, 434, 754153), (14978.3064, 2713, 754153),
            (14607.1538, 721, 754153), (14925.8478, 2084, 754153), (15051.843, 2225, 754153),
            (15278.4624, 8032, 754153), (15356.2196, 1267, 754153),
        ]),
    ];

    public static PublishedStudy Study { get; } = new()
    {
        Name = "tiresias-simulator",
        Title = "Tiresias's simulator: means and preemptions, and what the correction changes",
        Source = $"Gu et al., \"Tiresias\", NSDI 2019; {Artefact[..^1]}",
        Protocol =
            """
            The authors' simulator was run with Python 2.7.18 and its placement scheme `count` on the 60 jobs that
            come with it (8 GPUs) and on 480 and 5,000 jobs of Philly (60 and 480 GPUs; the list of the paper was not
            published). The rows of `variant=artefact`, and of the policies that end in `-tiresias`, do what its code
            does and are judged: the mean completion time, the preemptions of all jobs and the makespan must be equal.
            The rows marked "corrected" are what users get by default, beside the artefact's number; the deviation is
            what the correction changes: sinking to the next queue at the moment at which the service reaches the
            limit, not late by the number of GPUs; the Gittins index by its definition; running jobs that keep their
            place among equals. None of the 60 jobs reaches the first limit, so only the index tells them apart.
            `tiresias-gittins` has the sizes of `yarn-gput1000.csv`. Its tenth schedule, `gandiva`, is not compared:
            it depends on the order of a Python 2 dictionary.
            [Schedules job by job](job-by-job.md); [what differs](../policies/tiresias.md).
            """,
        Data =
        [
            .. s_lists.Select(list => new PublishedFile(
                PathOf(list.File), list.Gpus == 8 ? Artefact + "60_job.csv" : "microsoft-philly, in its form")),
            new(Sizes, Artefact + "yarn-gput1000.csv"),
        ],
        Rows = data => Means(data).SelectMany(mean => mean.Rows(data)),
    };

    private static string PathOf(string file) => "peers/inputs/" + file;

    private static IEnumerable<PeerMean> Means(StudyData data)
    {
        foreach (var (list, file, gpus, answers) in s_lists)
        {
            foreach (var (policy, answer) in s_policies.Zip(answers))
            {
                PeerMean same = new($"{list}, {policy.Theirs}: {policy.Same}", Run(data, file, gpus, policy.Same))
                {
                    Jct = answer.Jct,
                    Preemptions = answer.Preemptions,
                    Makespan = answer.Makespan,
                };
                yield return same;
                if (policy.Corrected.Length > 0)
                {
                    yield return same with
                    {
                        Where = $"{list}, {policy.Theirs}, corrected: {policy.Corrected}",
                        Run = Run(data, file, gpus, policy.Corrected),
                        Judged = false,
                    };
                }
            }
        }
    }

    private static StudyRun Run(StudyData data, string file, int gpus, string policy)
    {
        string[] words = policy.Split(' ');
        return new StudyRun
        {
            Trace = PathOf(file),
            Platform = string.Create(CultureInfo.InvariantCulture, $"gpus:{gpus}"),
            Policy = words[0],
            Set = words.Skip(1).Select(word => word.Split('=')).ToImmutableSortedDictionary(
                option => option[0], option => option[0] == "sizes" ? data.PathOf(Sizes) : option[1],
                StringComparer.Ordinal),
            Options = new OptionChoice
            {
                Estimates = new EstimateChoice(words[0].StartsWith('s') ? EstimateSource.Exact : null, 1),
            },
        };
    }
}

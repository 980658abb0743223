using ClusterSim.Engine;
using ClusterSim.Platforms;
using ClusterSim.Scheduling.Orders;
using ClusterSim.Time;
using ClusterSim.Workloads;

namespace ClusterSim.Experiments.Published;

/// <summary>Keys of the published priority functions for one job.</summary>
internal static class PriorityKeysStudy
{
    private const int Processors = 16;
    private const double Submit = 86_400, Walltime = 3_600, Waited = 7_200;

    private static readonly (IJobOrder Order, double Key, int Decimals)[] Expected =
    [
        (CarastanSantosOrder.F1, 4351.6678, 4), (CarastanSantosOrder.F2, 127334.7518, 4),
        (CarastanSantosOrder.F3, 33922084.2734, 4), (CarastanSantosOrder.F4, 2630752.2835, 4),
        (new Wfp3Order(), -128, 0), (new UnicefOrder(), -0.5, 1),
    ];

    public static PublishedStudy Study { get; } = new()
    {
        Name = "priority-keys",
        Title = "Priority functions WFP3, UNICEF and F1 to F4",
        Source = "Tang et al., Cluster 2009 (WFP3, UNICEF); Carastan-Santos and de Camargo, SC 2017 (F1 to F4); "
            + "formulas as in DIR-LAB/deep-batch-scheduler, HPCSimPickJobs.py",
        Protocol =
            "One job that asks 16 processors for 3,600 s, submitted at 86,400 s, looked at 7,200 s later. The expected "
            + "keys are the formulas evaluated apart from this code.",
        Rows = Rows,
    };

    private static IEnumerable<PublishedRow> Rows(StudyData data) => Expected.Select(expected => new PublishedRow
    {
        Metric = "key",
        Where = expected.Order.Name,
        Published = expected.Key,
        Obtained = KeyOf(expected.Order),
        Tolerance = Tolerance.Decimals(expected.Decimals),
    });

    // The second job is there so that a pass is made when the key is read.
    private static double KeyOf(IJobOrder order)
    {
        KeyProbe probe = new(order, job: 0, SimTime.FromSeconds(Submit + Waited));
        Workload workload = new([JobAt("job", Submit), JobAt("event", Submit + Waited)]);
        Simulation.Run(workload, Platform.Load($"gpus:1x{Processors}"), probe);
        return probe.Key;
    }

    private static Job JobAt(string id, double submit) => new()
    {
        Id = id,
        SubmitTime = SimTime.FromSeconds(submit),
        Request = new JobRequest
        {
            Instances = Processors,
            PerInstance = new ResourceVector(Gpus: 1),
            Walltime = SimTime.Length(Walltime),
        },
        Profile = new JobProfile { RunTime = SimTime.Length(1) },
    };
}

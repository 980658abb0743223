using System.Collections.Immutable;

namespace ClusterSim.Experiments.Published;

/// <summary>The registry of published results that ours are compared with.</summary>
public static class PublishedStudies
{
    /// <summary>All studies, in the order of the index.</summary>
    public static ImmutableArray<PublishedStudy> All { get; } =
    [
        BackfillingStudy.Study,
        PriorityKeysStudy.Study,
        MetricVectorsStudy.Study,
        GittinsStudy.Study,
        GoodputStudy.Study,
        FragmentationStudy.Study,
        TraceStatisticsStudy.Study,
        TiresiasStudy.Study,
        LucidSimulatorStudy.Study,
        .. PaiStudies.All,
        FgdStudy.Study,
        .. RlSchedulerStudies.All,
        PairSpeedStudy.Study,
        EnergyStudy.Study,
        ZeusStudy.Study,
        FrequencyStudy.Study,
        LetsWaitAwhileStudy.Study,
        GaiaStudy.Study,
        CarbonScalerStudy.Study,
        GavelStudy.Study,
        GfsStudy.Study,
        FailuresStudy.Study,
        .. PolluxStudies.All,
        LocalityStudy.Study,
        SiaStudy.Study,
    ];
}

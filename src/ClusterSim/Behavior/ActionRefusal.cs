namespace ClusterSim.Behavior;

/// <summary>Why a recommendation was not carried out.</summary>
public enum ActionRefusal
{
    /// <summary>It was carried out.</summary>
    None,

    /// <summary>Its confidence lies below the least that is acted upon.</summary>
    BelowConfidence,

    /// <summary>What the rule brought so far does not speak for acting: it is suspended or throttled.</summary>
    NotWorthIt,

    /// <summary>Acting on a rule harmed the job before.</summary>
    HarmedBefore,

    /// <summary>Somebody acted on the job less than the cool-down ago.</summary>
    CoolDown,

    /// <summary>So many actions were carried out in this pass or in the last hour that the limit is reached.</summary>
    TooManyActions,

    /// <summary>Nobody waits for what would become free.</summary>
    NobodyWaits,

    /// <summary>The job has left, or is not in the state any more in which it was when the rule hit.</summary>
    JobChanged,

    /// <summary>What the rule found is not so any more: utilization returned, or the user holds no more than his share.
    /// </summary>
    NoLongerTrue,

    /// <summary>The job would fall below the least size that it may have.</summary>
    BelowMinimum,

    /// <summary>There is no better place for the job now.</summary>
    NothingBetter,

    /// <summary>The request of the job does not allow it.</summary>
    NotAllowed,

    /// <summary>The base policy takes no notice: it does not go by priorities.</summary>
    NoEffect,

    /// <summary>The simulator cannot do it: the advice is given and counted, nothing more.</summary>
    NoVerb,

    /// <summary>The engine refused the verb of the plan.</summary>
    PlanRefused,
}

namespace ClusterSim.Scheduling.Shifting;

/// <summary>By when a job has to be done, besides its maximum delay.</summary>
internal enum ShiftDeadline
{
    /// <summary>No such time.</summary>
    None,

    /// <summary>
    /// When it would end without a delay, if that lies in working hours (Monday to Friday, 09:00 to 17:00), else at
    /// 09:00 of the next working day.
    /// </summary>
    NextWorkday,

    /// <summary>
    /// The same as the artefact has it: what would end on a Friday evening may last until Saturday, 09:00.
    /// </summary>
    NextWorkdayOfArtefact,

    /// <summary>At the first Monday or Thursday, 09:00, after it would end without a delay.</summary>
    SemiWeekly,
}

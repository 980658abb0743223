namespace ClusterSim.Events;

/// <summary>What a user does. <see cref="UserActionNames"/> has the name of each.</summary>
public enum UserAction
{
    /// <summary>Logs in.</summary>
    Login,

    /// <summary>Logs out.</summary>
    Logout,

    /// <summary>Runs a cell or types in a notebook.</summary>
    NotebookActivity,

    /// <summary>Cancels a job.</summary>
    Cancel,

    /// <summary>Submits a job again.</summary>
    Resubmit,

    /// <summary>Holds a waiting job back.</summary>
    Hold,

    /// <summary>Lets a held job go on waiting for its turn.</summary>
    Release,
}

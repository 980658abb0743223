namespace ClusterSim.Behavior;

/// <summary>What one rule promised and what acting on it brought.</summary>
/// <param name="RuleId">Identifier of the rule.</param>
/// <param name="Detections">How often it hit.</param>
/// <param name="Applied">How often its recommendation was carried out.</param>
/// <param name="PromisedGpuSeconds">Sum of the expected savings of the applied recommendations.</param>
/// <param name="ObtainedGpuSeconds">
/// GPU-seconds that were really set free or put off, less those that harmed jobs had to compute again or came late by.
/// </param>
/// <param name="JobsHarmed">
/// Jobs that lost useful work or speed through it, or were held back although they succeed.
/// </param>
/// <param name="Suspended">
/// Whether the policy stopped applying the rule because its measured benefit was not positive.
/// </param>
public sealed record RuleLedgerEntry(
    string RuleId,
    int Detections,
    int Applied,
    double PromisedGpuSeconds,
    double ObtainedGpuSeconds,
    int JobsHarmed,
    bool Suspended);

using System.Collections.Immutable;
using System.Globalization;
using ClusterSim.Randomness;
using ClusterSim.Time;

namespace ClusterSim.Workloads;

/// <summary>Fills in until when users want their jobs done, which few traces tell.</summary>
public static class Deadlines
{
    /// <summary>
    /// Gives each job that has no deadline a multiple of its run time, drawn evenly from some: synthetic deadlines, as
    /// Gavel's authors made theirs from 1.2, 2 and 10 (Narayanan et al., OSDI 2020, section 7.3).
    /// </summary>
    /// <param name="workload">The workload.</param>
    /// <param name="factors">The multiples, each greater than 0; at least one.</param>
    /// <param name="seed">Seed of the draws; a job's depends on nothing else but its id.</param>
    /// <exception cref="ArgumentException">There are no factors, or one is not greater than 0.</exception>
    public static Workload WithDeadlines(this Workload workload, ImmutableArray<double> factors, long seed = 1)
    {
        ArgumentNullException.ThrowIfNull(workload);
        if (factors.IsDefaultOrEmpty || factors.Any(factor => !(factor > 0 && double.IsFinite(factor))))
        {
            throw new ArgumentException("expected at least one factor, each greater than 0.", nameof(factors));
        }

        int drawn = 0;
        Job[] jobs =
        [
            .. workload.Jobs.Select(job =>
            {
                if (job.Request.Deadline is not null)
                {
                    return job;
                }

                drawn++;
                double factor = factors[new RandomStream(seed, "deadlines/" + job.Id).NextInt(factors.Length)];
                TimeSpan deadline = SimTime.Length(Math.Max(1e-3, factor * job.Profile.RunTime.TotalSeconds));
                return job with { Request = job.Request with { Deadline = deadline } };
            }),
        ];
        string note = string.Create(
            CultureInfo.InvariantCulture,
            $"synthetic deadlines: {drawn} of {jobs.Length} jobs drew one of {string.Join(", ", factors)} times their "
            + $"run time, seed {seed}");
        return new Workload(
            jobs, workload.Source with { Transformations = workload.Source.Transformations.Add(note) });
    }
}

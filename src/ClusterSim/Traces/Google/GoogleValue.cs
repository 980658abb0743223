using System.Globalization;
using ClusterSim.Tables;
using ClusterSim.Time;

namespace ClusterSim.Traces.Google;

/// <summary>Puts the text of a field into an event.</summary>
internal static class GoogleValue
{
    private const long LargestMicroseconds = 100_000_000_000_000_000;
    private const int MostTypes = 10;
    private const string ShareExpectation = "a share of the largest machine, from 0 to 1000";

    private static readonly string[] s_types =
    [
        "SUBMIT", "QUEUE", "ENABLE", "SCHEDULE", "EVICT", "FAIL", "FINISH", "KILL", "LOST", "UPDATE_PENDING",
        "UPDATE_RUNNING",
    ];

    /// <summary>Sets a field from its text; an empty text leaves the event as it is.</summary>
    /// <returns><c>null</c>, or what the text should have been.</returns>
    public static string? Set(ref GoogleEvent row, GoogleField field, ReadOnlySpan<byte> text, TextPool texts)
    {
        if (text.IsEmpty)
        {
            return null;
        }

        switch (field)
        {
            case GoogleField.Time:
                return SetTime(ref row, text);
            case GoogleField.Type:
                return SetType(ref row, text, texts);
            case GoogleField.Cpus:
                bool isShare = Share(text, out double cpus);
                row.Cpus = cpus;
                return isShare ? null : ShareExpectation;
            case GoogleField.Memory:
                isShare = Share(text, out double memory);
                row.Memory = memory;
                return isShare ? null : ShareExpectation;
            case GoogleField.User or GoogleField.CollectionName or GoogleField.CollectionLogicalName:
                SetText(ref row, field, texts.Get(text));
                return null;
            case GoogleField.StartAfterCollectionIds:
                row.HasDependencies |= text.ContainsAnyInRange((byte)'0', (byte)'9');
                return null;
            case GoogleField.Unused:
                return null;
            default:
                return Whole(text, out long number) ? SetNumber(ref row, field, number) : "a whole number";
        }
    }

    private static void SetText(ref GoogleEvent row, GoogleField field, string text)
    {
        if (field == GoogleField.User)
        {
            row.User = text;
        }
        else if (field == GoogleField.CollectionLogicalName || row.Name.Length == 0)
        {
            // The logical name is the same for all runs of a periodic job.
            row.Name = text;
        }
    }

    private static string? SetTime(ref GoogleEvent row, ReadOnlySpan<byte> text)
    {
        if (!Whole(text, out long microseconds)
            || microseconds < 0 || (microseconds > LargestMicroseconds && microseconds != long.MaxValue))
        {
            return "a time in microseconds from 0 to 1e17, or 9223372036854775807";
        }

        row.Time = microseconds == long.MaxValue
            ? SimTime.Never
            : new SimTime(microseconds * TimeSpan.TicksPerMicrosecond);
        return null;
    }

    private static string? SetType(ref GoogleEvent row, ReadOnlySpan<byte> text, TextPool texts)
    {
        bool numbered = Whole(text, out long number);
        int type = numbered ? (int)Math.Clamp(number, -1, MostTypes + 1) : Array.IndexOf(s_types, texts.Get(text));
        row.Type = (GoogleEventType)Math.Max(0, type);
        return type is >= 0 and <= MostTypes ? null : "an event type from 0 to 10, or its name";
    }

    private static string? SetNumber(ref GoogleEvent row, GoogleField field, long number)
    {
        switch (field)
        {
            case GoogleField.CollectionId:
                row.Collection = number;
                return null;
            case GoogleField.InstanceIndex:
                row.Instance = (int)Math.Clamp(number, GoogleEvent.NoInstance, int.MaxValue);
                return number is >= 0 and <= int.MaxValue ? null : "an instance from 0 to 2147483647";
            case GoogleField.Priority:
                row.Priority = (int)Math.Clamp(number, int.MinValue, int.MaxValue);
                return row.Priority == number ? null : "a priority of 32 bits";
            case GoogleField.CollectionType:
                row.IsAllocSet = number == 1;
                return number is 0 or 1 ? null : "0 for a job or 1 for an alloc set";
            case GoogleField.MissingType:
                row.IsSynthesised = number != 0;
                return null;
            case GoogleField.AllocCollectionId:
                row.IsInAllocSet = number != 0;
                return null;
            case GoogleField.ParentCollectionId:
                row.HasDependencies |= number != 0;
                return null;
            default:
                row.IsBatch = number == 1;
                return null;
        }
    }

    private static bool Whole(ReadOnlySpan<byte> text, out long number) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);

    private static bool Share(ReadOnlySpan<byte> text, out double share) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out share) && share is >= 0 and <= 1000;
}

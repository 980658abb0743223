using System.Collections.Immutable;

namespace ClusterSim.Events;

/// <summary>The one table of the names that actions of users have in rules and files.</summary>
public static class UserActionNames
{
    private static readonly ImmutableArray<string> s_table =
        ["login", "logout", "notebook activity", "cancel", "resubmit", "hold", "release"];

    /// <summary>Every action, in the order of the enumeration.</summary>
    public static ImmutableArray<UserAction> All { get; } = [.. Enum.GetValues<UserAction>()];

    /// <summary>Name of an action: lower case, with spaces.</summary>
    /// <param name="action">One of the enumeration.</param>
    public static string Of(UserAction action) => s_table[(int)action];

    /// <summary>The action of a name.</summary>
    /// <param name="name">Name as <see cref="Of"/> gives it.</param>
    /// <param name="action">The action when there is one.</param>
    /// <returns><c>false</c> when no action has the name.</returns>
    public static bool TryParse(ReadOnlySpan<char> name, out UserAction action)
    {
        for (int i = 0; i < s_table.Length; i++)
        {
            if (name.SequenceEqual(s_table[i]))
            {
                action = (UserAction)i;
                return true;
            }
        }

        action = default;
        return false;
    }
}

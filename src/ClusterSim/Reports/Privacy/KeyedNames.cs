using System.Security.Cryptography;
using System.Text;

namespace ClusterSim.Reports.Privacy;

/// <summary>
/// Hashes names with a key (HMAC-SHA-256, RFC 2104, the first 64 bits), each kind of name by itself, so that a user and
/// a job of the same name do not look alike. Without the key a hash cannot be tried against guessed names.
/// </summary>
internal sealed class KeyedNames(byte[] key)
{
    private const int Bytes = 8;

    private readonly Dictionary<(string Kind, string Name), string> _known = [];

    /// <summary>The hash of a name in 16 hexadecimal digits; an empty name stays empty.</summary>
    public string Of(string kind, string name)
    {
        if (name.Length == 0)
        {
            return "";
        }

        if (!_known.TryGetValue((kind, name), out string? hash))
        {
            hash = Hash(kind, name);
            _known.Add((kind, name), hash);
        }

        return hash;
    }

    private string Hash(string kind, string name) => Convert.ToHexStringLower(
        HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(kind + "\0" + name)).AsSpan(0, Bytes));
}

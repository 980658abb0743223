using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace ClusterSim.Behavior.Rules;

/// <summary>
/// Makes the identifier of a rule that has none, as the CRE tools do: the base58 form of the SHA-1 of the CRE
/// identifier.
/// </summary>
internal static class Base58
{
    private const string Alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

    public static string OfSha1(string text)
    {
        // An identifier, not a protection: the format prescribes SHA-1.
#pragma warning disable CA5350
        byte[] hash = SHA1.HashData(Encoding.UTF8.GetBytes(text));
#pragma warning restore CA5350
        StringBuilder digits = new();
        var rest = new BigInteger(hash, isUnsigned: true, isBigEndian: true);
        while (rest > 0)
        {
            rest = BigInteger.DivRem(rest, 58, out BigInteger digit);
            digits.Insert(0, Alphabet[(int)digit]);
        }

        return new string(Alphabet[0], hash.TakeWhile(b => b == 0).Count()) + digits;
    }
}

using ClusterSim.Workloads;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace ClusterSim.Tests.Workloads;

public sealed class NaturalOrderTests
{
    [TestCase("job-9", "job-10")]
    [TestCase("instance_2", "instance_10")]
    [TestCase("a", "a1")]
    [TestCase("a1", "a1b")]
    [TestCase("a01", "a2")]
    [TestCase("9999999999999999999999", "10000000000000000000000")]
    [TestCase("a1b2", "a1b10")]
    [TestCase("", "a")]
    [TestCase("a10", "b9")]
    public void NumbersCompareAsNumbersAndTheRestAsText(string first, string second) =>
        Assert.That(Math.Sign(NaturalOrder.Instance.Compare(first, second)), Is.EqualTo(-1));

    [Property(MaxTest = 2000)]
    public bool OrderIsAntisymmetric(Id a, Id b) => Sign(a, b) == -Sign(b, a);

    [Property(MaxTest = 2000)]
    public bool OrderIsTransitive(Id a, Id b, Id c) => !(Sign(a, b) <= 0 && Sign(b, c) <= 0) || Sign(a, c) <= 0;

    [Property(MaxTest = 2000)]
    public bool OnlyEqualTextsAreEqual(Id a, Id b) => Sign(a, b) == 0 == (a.Text == b.Text);

    [Property]
    public bool NumberingIsKept(uint a, uint b) =>
        Math.Sign(NaturalOrder.Instance.Compare($"job-{a}", $"job-{b}")) == Math.Sign(a.CompareTo(b));

    private static int Sign(Id a, Id b) => Math.Sign(NaturalOrder.Instance.Compare(a.Text, b.Text));

    /// <summary>
    /// A short text over digits and letters, so that equal beginnings, zeros and runs of digits are frequent.
    /// </summary>
    public sealed record Id(byte[] Choices)
    {
        public string Text => string.Concat(Choices.Take(6).Select(choice => "0017a-"[choice % 6]));
    }
}

namespace ClusterSim.Learning.Classification;

/// <summary>A kernel with its width.</summary>
internal readonly record struct Kernel(KernelKind Kind, double Gamma)
{
    public double Of(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            double step = a[i] - b[i];
            sum += Kind == KernelKind.Linear ? a[i] * b[i] : step * step;
        }

        return Kind == KernelKind.Linear ? sum : Math.Exp(-Gamma * sum);
    }
}

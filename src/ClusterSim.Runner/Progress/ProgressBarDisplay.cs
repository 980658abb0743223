using Spectre.Console;
using Spectre.Console.Rendering;

namespace ClusterSim.Runner.Progress;

/// <summary>Progress as a bar with the rate and the remaining time, for terminals.</summary>
internal sealed class ProgressBarDisplay : ProgressDisplay
{
    private static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(100);
    private readonly IAnsiConsole _console;
    private readonly CancellationTokenSource _end = new();
    private Task _shown = Task.CompletedTask;

    public ProgressBarDisplay(TextWriter output) => _console = AnsiConsole.Create(
        new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output), Interactive = InteractionSupport.Yes });

    public override void Begin(int scenarios, int finished)
    {
        base.Begin(scenarios, finished);
        _shown = Task.Run(ShowAsync);
    }

    public override void Dispose()
    {
        _end.Cancel();
        _shown.GetAwaiter().GetResult();
    }

    private Task ShowAsync() => _console.Progress()
        .AutoClear(true)
        .Columns(new ProgressBarColumn { Width = 24 }, new PercentageColumn(), new StateColumn(this))
        .StartAsync(async context =>
        {
            ProgressTask bar = context.AddTask("simulating", maxValue: 1);
            while (!_end.IsCancellationRequested)
            {
                bar.Value = State.Share;
                await Task.Delay(Refresh, _end.Token).ContinueWith(_ => { }, TaskScheduler.Default);
            }
        });

    /// <summary>Scenarios, rate and remaining time in words.</summary>
    private sealed class StateColumn(ProgressCount count) : ProgressColumn
    {
        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
            new Text(count.State.ToString());
    }
}

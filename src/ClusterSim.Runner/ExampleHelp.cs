using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace ClusterSim.Runner;

/// <summary>The usual help, followed by examples that can be copied.</summary>
internal sealed class ExampleHelp(HelpAction usual) : SynchronousCommandLineAction
{
    private const string FirstExample =
        "clustersim run experiments/which-policy-on-a-small-cluster/experiment.yaml --out out/first";

    public override bool ClearsParseErrors => true;

    /// <summary>Gives a command and all its verbs help with examples.</summary>
    public static void AddTo(Command root)
    {
        HelpOption help = new() { Recursive = true };
        help.Action = new ExampleHelp((HelpAction)help.Action!);
        root.Add(help);
    }

    public override int Invoke(ParseResult parseResult)
    {
        int code = usual.Invoke(parseResult);
        TextWriter output = parseResult.InvocationConfiguration.Output;
        Command command = parseResult.CommandResult.Command;
        IReadOnlyList<string> examples = command is Verb verb ? verb.Examples : [FirstExample];
        output.WriteLine(examples.Count == 1 ? "Example:" : "Examples:");
        foreach (string example in examples)
        {
            output.WriteLine("  " + example);
        }

        return code;
    }
}

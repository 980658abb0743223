using System.Globalization;

namespace ClusterSim.Behavior.Queries;

/// <summary>
/// Compiles a query by descending from what binds least: pipe, comma, alternative, or, and, comparison, sum, product,
/// postfix.
/// </summary>
internal sealed class JqParser(string query)
{
    private readonly List<JqToken> _tokens = new JqLexer(query).Run();
    private int _at;

    private JqToken Now => _tokens[_at];

    /// <summary>The compiled query.</summary>
    /// <exception cref="FormatException">It is malformed or not supported.</exception>
    public JqFilter Run()
    {
        JqFilter filter = Pipe();
        return Now.Kind == JqTokenKind.End ? filter : throw Unexpected("the end of the query");
    }

    private FormatException Unexpected(string expected) =>
        new($"'{Now.Text}' at {Now.At + 1} of a query, where {expected} was expected or nothing else is supported");

    private bool Take(string symbol)
    {
        bool taken = Now.Kind is JqTokenKind.Symbol or JqTokenKind.Name && Now.Text == symbol;
        _at += taken ? 1 : 0;
        return taken;
    }

    private void Expect(string symbol)
    {
        if (!Take(symbol))
        {
            throw Unexpected($"'{symbol}'");
        }
    }

    private JqFilter Pipe()
    {
        JqFilter left = Comma();
        if (!Take("|"))
        {
            return left;
        }

        JqFilter right = Pipe();
        return input => left(input).SelectMany(value => right(value));
    }

    private JqFilter Comma()
    {
        JqFilter left = Alternative();
        while (Take(","))
        {
            (JqFilter first, JqFilter second) = (left, Alternative());
            left = input => first(input).Concat(second(input));
        }

        return left;
    }

    private JqFilter Alternative()
    {
        JqFilter left = Or();
        if (!Take("//"))
        {
            return left;
        }

        JqFilter right = Alternative();
        return input => JqFunctions.Otherwise(left, right, input);
    }

    private JqFilter Or()
    {
        JqFilter left = And();
        while (Take("or"))
        {
            (JqFilter first, JqFilter second) = (left, And());
            left = input => first(input).SelectMany(a =>
                JqValue.IsTrue(a) ? [true] : second(input).Select(b => (object?)JqValue.IsTrue(b)));
        }

        return left;
    }

    private JqFilter And()
    {
        JqFilter left = Comparison();
        while (Take("and"))
        {
            (JqFilter first, JqFilter second) = (left, Comparison());
            left = input => first(input).SelectMany(a =>
                JqValue.IsTrue(a) ? second(input).Select(b => (object?)JqValue.IsTrue(b)) : [false]);
        }

        return left;
    }

    private JqFilter Comparison()
    {
        JqFilter left = Sum();
        string symbol = Now.Text;
        Func<int, bool>? test = Now.Kind != JqTokenKind.Symbol ? null : symbol switch
        {
            "==" => order => order == 0,
            "!=" => order => order != 0,
            "<" => order => order < 0,
            "<=" => order => order <= 0,
            ">" => order => order > 0,
            ">=" => order => order >= 0,
            _ => null,
        };
        if (test is null)
        {
            return left;
        }

        _at++;
        JqFilter right = Sum();
        return Pairs(left, right, (a, b) => test(JqValue.Compare(a, b)));
    }

    // As in jq, the right operand varies slowest.
    private static JqFilter Pairs(JqFilter left, JqFilter right, Func<object?, object?, object?> combine) =>
        input => right(input).SelectMany(b => left(input).Select(a => combine(a, b)));

    private JqFilter Sum()
    {
        JqFilter left = Product();
        while (Now.Text is "+" or "-" && Now.Kind == JqTokenKind.Symbol)
        {
            string symbol = _tokens[_at++].Text;
            left = Pairs(left, Product(), (a, b) => JqFunctions.Calculate(symbol, a, b));
        }

        return left;
    }

    private JqFilter Product()
    {
        JqFilter left = Postfix();
        while (Now.Text is "*" or "/" or "%" && Now.Kind == JqTokenKind.Symbol)
        {
            string symbol = _tokens[_at++].Text;
            left = Pairs(left, Postfix(), (a, b) => JqFunctions.Calculate(symbol, a, b));
        }

        return left;
    }

    private JqFilter Postfix()
    {
        JqFilter filter = Primary();
        while (true)
        {
            if (Take("?"))
            {
                JqFilter tried = filter;
                filter = input => JqFunctions.Try(tried, input);
            }
            else if (Now.Kind == JqTokenKind.Field)
            {
                filter = Then(filter, Field(_tokens[_at++].Text));
            }
            else if (Take("["))
            {
                filter = Index(filter);
            }
            else if (Now is { Kind: JqTokenKind.Symbol, Text: "." } && _tokens[_at + 1].Text == "[")
            {
                _at++;
            }
            else
            {
                return filter;
            }
        }
    }

    private static JqFilter Then(JqFilter first, JqFilter second) =>
        input => first(input).SelectMany(value => second(value));

    private static JqFilter Field(string name) => input => [JqFunctions.At(input, name)];

    private JqFilter Index(JqFilter of)
    {
        if (Take("]"))
        {
            return Then(of, JqFunctions.Iterate);
        }

        JqFilter key = Pipe();
        if (Now.Text == ":")
        {
            throw new FormatException("slices are not supported in a query");
        }

        Expect("]");
        return input => of(input).SelectMany(value => key(input).Select(k => JqFunctions.At(value, k)));
    }

    private JqFilter Primary()
    {
        JqToken token = Now;
        _at++;
        switch (token.Kind)
        {
            case JqTokenKind.Field:
                return Field(token.Text);
            case JqTokenKind.Text:
                return _ => [token.Text];
            case JqTokenKind.Number:
                return Constant(token);
            case JqTokenKind.Name:
                return Named(token);
            case JqTokenKind.Symbol when token.Text == ".":
                return Now.Kind == JqTokenKind.Text ? Field(_tokens[_at++].Text) : input => [input];
            case JqTokenKind.Symbol when token.Text == "(":
                JqFilter inner = Pipe();
                Expect(")");
                return inner;
            case JqTokenKind.Symbol when token.Text == "-":
                JqFilter negated = Postfix();
                return input => negated(input).Select(value => JqFunctions.Calculate("-", 0.0, value));
            default:
                _at--;
                throw Unexpected("a value");
        }
    }

    private static JqFilter Constant(JqToken token) =>
        double.TryParse(token.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            ? _ => [number]
            : throw new FormatException($"'{token.Text}' at {token.At + 1} of a query is no number");

    private JqFilter Named(JqToken name)
    {
        List<JqFilter> arguments = [];
        if (Take("("))
        {
            do
            {
                arguments.Add(Pipe());
            }
            while (Take(";"));
            Expect(")");
        }

        return JqFunctions.Find(name.Text, arguments)
            ?? throw new FormatException(
                $"'{name.Text}' with {arguments.Count} arguments at {name.At + 1} of a query is not supported; "
                + $"supported are {JqFunctions.Names}");
    }
}

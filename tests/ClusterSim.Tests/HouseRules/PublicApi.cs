using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ClusterSim.Tests.HouseRules;

/// <summary>The public side of an assembly as text, and the foreign types that show in it.</summary>
internal sealed class PublicApi
{
    private static readonly SymbolDisplayFormat s_format = new(
        SymbolDisplayGlobalNamespaceStyle.Omitted,
        SymbolDisplayTypeQualificationStyle.NameAndContainingTypes,
        SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeTypeConstraints,
        SymbolDisplayMemberOptions.IncludeParameters
            | SymbolDisplayMemberOptions.IncludeType
            | SymbolDisplayMemberOptions.IncludeModifiers
            | SymbolDisplayMemberOptions.IncludeConstantValue
            | SymbolDisplayMemberOptions.IncludeRef,
        SymbolDisplayDelegateStyle.NameAndSignature,
        SymbolDisplayExtensionMethodStyle.StaticMethod,
        SymbolDisplayParameterOptions.IncludeName
            | SymbolDisplayParameterOptions.IncludeType
            | SymbolDisplayParameterOptions.IncludeDefaultValue
            | SymbolDisplayParameterOptions.IncludeParamsRefOut,
        SymbolDisplayPropertyStyle.ShowReadWriteDescriptor,
        SymbolDisplayLocalOptions.None,
        SymbolDisplayKindOptions.IncludeTypeKeyword,
        SymbolDisplayMiscellaneousOptions.UseSpecialTypes
            | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private readonly IAssemblySymbol _assembly;

    public PublicApi(System.Reflection.Assembly assembly)
    {
        string platform = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        PortableExecutableReference self = MetadataReference.CreateFromFile(assembly.Location);
        IEnumerable<MetadataReference> others = platform
            .Split(Path.PathSeparator)
            .Where(path => path != assembly.Location)
            .Select(path => MetadataReference.CreateFromFile(path));
        CSharpCompilation compilation = CSharpCompilation.Create("reader", references: [self, .. others]);
        _assembly = (IAssemblySymbol)compilation.GetAssemblyOrModuleSymbol(self)!;
    }

    private IEnumerable<INamedTypeSymbol> Types =>
        TypesOf(_assembly.GlobalNamespace)
            .Where(IsPublic)
            .OrderBy(type => type.ToDisplayString(), StringComparer.Ordinal);

    /// <summary>One line for each public type, and below it one for each public member, in ordinal order.</summary>
    public IEnumerable<string> Lines()
    {
        foreach (INamedTypeSymbol type in Types)
        {
            yield return $"{type.ContainingNamespace.ToDisplayString()}: {type.ToDisplayString(s_format)}";
            IEnumerable<string> members = Members(type).Select(member => member.ToDisplayString(s_format));
            foreach (string member in members.Order(StringComparer.Ordinal))
            {
                yield return "    " + member;
            }
        }
    }

    /// <summary>
    /// Types that come neither from this assembly nor from the framework, with the members that show them.
    /// </summary>
    public IEnumerable<string> ForeignTypes() =>
        from type in Types
        from shown in Members(type).SelectMany(SignatureTypes).Concat(type.AllInterfaces).Append(type.BaseType)
        where shown is not null
        from named in Parts(shown)
        let home = named.ContainingAssembly
        where home is not null && !SymbolEqualityComparer.Default.Equals(home, _assembly)
        where
            !home.Name.StartsWith("System", StringComparison.Ordinal) && home.Name is not ("netstandard" or "mscorlib")
        select $"{type.ToDisplayString()}: {named.ToDisplayString()} of {home.Name}";

    private static IEnumerable<ISymbol> Members(INamedTypeSymbol type) =>
        type.GetMembers()
            .Where(IsPublic)
            .Where(member => member is not INamedTypeSymbol && !member.IsOverride)
            .Where(member => member is not IMethodSymbol { AssociatedSymbol: not null })
            .Where(member => type.TypeKind != TypeKind.Enum || member is IFieldSymbol)
            .Where(member =>
                !member.GetAttributes().Any(a => a.AttributeClass?.Name == nameof(CompilerGeneratedAttribute)));

    private static bool IsPublic(ISymbol symbol) =>
        symbol.DeclaredAccessibility
            is Accessibility.Public
                or Accessibility.Protected
                or Accessibility.ProtectedOrInternal
        && (symbol.ContainingType is not { } outer || IsPublic(outer));

    private static IEnumerable<ITypeSymbol> SignatureTypes(ISymbol member) =>
        member switch
        {
            IMethodSymbol method => method.Parameters.Select(parameter => parameter.Type).Append(method.ReturnType),
            IPropertySymbol property => property.Parameters.Select(parameter => parameter.Type).Append(property.Type),
            IFieldSymbol field => [field.Type],
            IEventSymbol happening => [happening.Type],
            _ => [],
        };

    private static IEnumerable<ITypeSymbol> Parts(ITypeSymbol type) =>
        type switch
        {
            IArrayTypeSymbol array => Parts(array.ElementType),
            INamedTypeSymbol named => named.TypeArguments.SelectMany(Parts).Prepend(named),
            _ => [],
        };

    private static IEnumerable<INamedTypeSymbol> TypesOf(INamespaceOrTypeSymbol container)
    {
        foreach (INamespaceOrTypeSymbol member in container.GetMembers().OfType<INamespaceOrTypeSymbol>())
        {
            IEnumerable<INamedTypeSymbol> inner = TypesOf(member);
            foreach (INamedTypeSymbol type in member is INamedTypeSymbol self ? inner.Prepend(self) : inner)
            {
                yield return type;
            }
        }
    }
}

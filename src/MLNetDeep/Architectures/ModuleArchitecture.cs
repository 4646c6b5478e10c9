using static TorchSharp.torch.nn;

namespace MLNetDeep.Architectures;

/// <summary>A module of the user's own, seen as an architecture. It is not in the registry: it has no name to be found by.</summary>
internal sealed class ModuleArchitecture(Func<ModuleContext, Module> factory, InputKind kind) : Architecture
{
    public const string ModuleKey = "module";

    public override string Key => ModuleKey;

    public override string DisplayName => "Module";

    public override InputKind InputKind => kind;

    public override Type OptionsType => kind.OptionsType;

    public override Module Build(TrainerOptions options, InputShape input, OutputShape output) =>
        factory(new ModuleContext(input, output)) ?? throw new InvalidOperationException("The factory given to FromModule returned null.");
}

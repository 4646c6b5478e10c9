using System.Text.Json.Nodes;
using Microsoft.ML;
using MLNetDeep.Data;
using MLNetDeep.Inputs;

namespace MLNetDeep;

/// <summary>
/// A kind of input: tables, images. All that is known of one stands in one place: which columns suit it, how they are read, what is learnt of
/// them, and how a saved model does the same.
/// </summary>
public abstract class InputKind
{
    internal InputKind()
    {
    }

    /// <summary>All kinds of input, in the order of their keys.</summary>
    public static IReadOnlyList<InputKind> All => InputKinds.All;

    /// <summary>The name on the command line and in saved models: lower case, no spaces.</summary>
    public abstract string Key { get; }

    /// <summary>The name in messages and reports.</summary>
    public abstract string DisplayName { get; }

    /// <summary>The options that all trainers of this kind share: their options are of this class or derived from it.</summary>
    public abstract Type OptionsType { get; }

    /// <summary>Whether a trainer takes several columns, and all that suit where none are named.</summary>
    public virtual bool TakesSeveralColumns => false;

    /// <summary>Whether the shared options decide what the network looks like, so that it matters when they differ from those of a model that is trained further.</summary>
    internal virtual bool HasNetworkOptions => false;

    /// <summary>The shape that architectures of this kind take; null where none is made for it alone.</summary>
    internal virtual Type? ShapeType => null;

    /// <summary>How networks learn from two views of rows of this kind; null where there are no views of them.</summary>
    internal virtual ViewLearning? Views => null;

    /// <summary>The key, as it is shown.</summary>
    public override string ToString() => Key;

    /// <summary>Throws where a promised schema has not the columns that were asked for.</summary>
    internal abstract void Check(FeatureRequest request, SchemaShape schema);

    /// <summary>Throws where a schema has not the columns that were asked for.</summary>
    internal abstract void Check(FeatureRequest request, DataViewSchema schema);

    /// <summary>Settles how columns become what a network takes; reads training rows where these decide.</summary>
    internal abstract InputSpec Find(InputSearch search);

    /// <summary>Settles how several columns of one sort become what one network takes in turn: all alike, by what all of them hold.</summary>
    /// <exception cref="NotSupportedException">This kind of input takes no such columns.</exception>
    internal virtual IReadOnlyList<InputSpec> FindAlike(InputSearch search, IReadOnlyList<string> columns) =>
        throw new NotSupportedException($"One network cannot take several columns of {DisplayName} in turn.");

    /// <summary>What <see cref="InputSpec.Write"/> wrote; null where that was another kind's.</summary>
    internal abstract InputSpec? Read(JsonObject saved);
}

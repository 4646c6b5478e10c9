using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.ML;
using MLNetDeep.Common;
using MLNetDeep.Data;

namespace MLNetDeep.Inputs.Combined;

/// <summary>Several inputs of any kinds, side by side. It knows no other kind: what each is, its options say.</summary>
internal sealed class CombinedInput : InputKind
{
    public override string Key => "combined";

    public override string DisplayName => "several inputs";

    public override Type OptionsType => typeof(CombinedTrainerOptions);

    public override bool TakesSeveralColumns => true;

    internal override bool HasNetworkOptions => true;

    internal override Type ShapeType => typeof(CombinedShape);

    internal override void Check(FeatureRequest request, SchemaShape schema) => CheckAll(request, (kind, part) => kind.Check(part, schema));

    internal override void Check(FeatureRequest request, DataViewSchema schema) => CheckAll(request, (kind, part) => kind.Check(part, schema));

    internal override InputSpec Find(InputSearch search)
    {
        var (inputs, parts) = (PartsOf(search.Request), new List<SpecPart>());
        if (((CombinedTrainerOptions)search.Options).AreAlike)
        {
            var own = search with { Options = inputs[0].Within(search.Options), MayBeMissing = true };
            var found = inputs[0].Kind.FindAlike(own, [.. inputs.Select(part => part.Columns![0])]);
            search.KnownRows = own.KnownRows;
            return new CombinedSpec([.. inputs.Zip(found, (part, spec) => new SpecPart(part.Name, spec))]);
        }
        foreach (var part in inputs)
        {
            var own = search with { Request = RequestOf(part, search.Request), Options = part.Within(search.Options), Split = search.Split.Again(), MayBeMissing = true };
            parts.Add(new SpecPart(part.Name, part.Kind.Find(own)));
            search.KnownRows ??= own.KnownRows;
        }
        return new CombinedSpec(parts);
    }

    internal override InputSpec? Read(JsonObject saved) => saved.Deserialize<CombinedSpec.Written>(SavedJson.Settings) is { Parts: { } parts }
        ? new CombinedSpec([.. parts.Select(part => new SpecPart(part.Name, InputKinds.Read(part.Input)))])
        : null;

    private static InputParts PartsOf(FeatureRequest request) => ((CombinedTrainerOptions)request.Options!).Parts;

    // All other columns are those that no other part takes.
    private static FeatureRequest RequestOf(InputPart part, FeatureRequest all) =>
        new(part.Columns, all.Label, [.. all.Others, .. PartsOf(all).SelectMany(other => other.Columns ?? [])]) { Options = part.Options };

    private static void CheckAll(FeatureRequest request, Action<InputKind, FeatureRequest> check)
    {
        var (parts, faults) = (PartsOf(request), new List<string>());
        var known = parts.SelectMany(part => part.Columns ?? []).ToHashSet();
        if (request.Names is { } names && parts.All(part => part.Columns is not null) && !known.SetEquals(names))
            faults.Add($"the columns named are {request.Text}, but {nameof(CombinedTrainerOptions.Parts)} has {string.Join(", ", known)}");
        foreach (var part in parts)
        {
            try
            {
                var own = RequestOf(part, request);
                own.CheckNames(part.Kind.DisplayName, part.Kind.TakesSeveralColumns);
                check(part.Kind, own);
            }
            catch (ArgumentException e)
            {
                faults.Add($"input '{part.Name}': {e.Message}");
            }
        }
        if (faults.Count > 0) throw new ArgumentOutOfRangeException("inputSchema", string.Join(" ", faults.Select(fault => char.ToUpperInvariant(fault[0]) + fault[1..])));
    }
}

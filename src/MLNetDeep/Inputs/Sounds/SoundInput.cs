using System.Text.Json;
using System.Text.Json.Nodes;
using MLNetDeep.Common;
using MLNetDeep.Data;

namespace MLNetDeep.Inputs.Sounds;

/// <summary>Sounds: as paths of WAV files, as their bytes, or as samples.</summary>
internal sealed class SoundInput : ColumnInput
{
    // Beyond these, training takes hours without saying why; options may ask for more.
    private const int HighestUnasked = 16_000;
    private const double LongestUnasked = 10, Share = 0.95;

    public override string Key => "sound";

    public override string DisplayName => "sound";

    public override Type OptionsType => typeof(SoundTrainerOptions);

    public override IReadOnlyList<string> Forms => SoundSources.Forms;

    internal override bool HasNetworkOptions => true;

    internal override Type ShapeType => typeof(SoundShape);

    public override bool Takes(ColumnForm form) => SoundSources.Of(form) is not null;

    internal override InputSpec Find(InputSearch search)
    {
        var column = search.Request.Names![0];
        var options = search.Options as SoundTrainerOptions ?? new SoundTrainerOptions();
        var source = SoundSources.Of(ColumnForm.Of(search.Rows.Schema[column].Type))!.Value;
        if (source == SoundSource.Samples && options.SampleRate == 0) throw SoundErrors.NoRate(column);
        var found = SoundLearner.Read(search, column, source, options.SampleRate);
        search.KnownRows = found.Rows;
        var rate = options.SampleRate > 0 ? options.SampleRate : found.SampleRate > 0 ? Math.Min(found.SampleRate, HighestUnasked) : HighestUnasked;
        var seconds = options.Seconds > 0 ? options.Seconds : Math.Min(LongestUnasked, found.Quantile(Share));
        var mel = LogMelOptionChecks.Settings(options, rate);
        var spec = new SoundSpec(column, source, mel, mel.FramesOf((long)Math.Ceiling(seconds * rate)), search.MayBeMissing);
        if (found.Count > 0) Tell(search, found, spec, seconds);
        return spec;
    }

    private static void Tell(InputSearch search, SoundLearner found, SoundSpec spec, double seconds)
    {
        var (least, most) = found.Seconds;
        search.Info(FormattableString.Invariant($"Sounds of '{spec.Column}': {least:0.##} to {most:0.##} seconds long; the network takes {seconds:0.##} seconds at {spec.Mel.SampleRate} Hz, which are {spec.Shape}."));
        if (found.Longer(seconds) is > 0 and var longer) search.Info($"{longer} of {found.Count} sounds are longer than that ({nameof(SoundTrainerOptions.Seconds)}): their middle is taken.");
        if (found.OfOtherRate(spec.Mel.SampleRate) is > 0 and var others) search.Info($"{others} of {found.Count} sounds have another sample rate than {spec.Mel.SampleRate} Hz ({nameof(SoundTrainerOptions.SampleRate)}) and are resampled.");
        if (found.Mixed is > 0 and var mixed) search.Info($"{mixed} of {found.Count} sounds have several channels: their mean is taken.");
        if (found.Silent is > 0 and var silent) search.Warn($"{silent} of {found.Count} sounds are silent: all their samples are 0.");
    }

    internal override InputSpec? Read(JsonObject saved) => saved.Deserialize<SoundSpec.Written>(SavedJson.Settings) is { LogMel: { } mel } written
        && Enum.TryParse<SoundSource>(written.FeatureSource, out var source)
            ? new SoundSpec(written.FeatureColumn, source, mel, written.Frames, written.MayBeMissing)
            : null;
}

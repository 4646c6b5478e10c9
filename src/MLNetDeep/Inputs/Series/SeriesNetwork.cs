using MLNetDeep.Common;
using MLNetDeep.Data;
using MLNetDeep.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Inputs.Series;

/// <summary>
/// A whole forecaster, from raw values to raw forecasts: standardizes each column by the training part, takes off what known columns add, has its body forecast what is left, and undoes both. What it knows of the
/// errors of its forecasts makes quantiles of them. Shapes: features of windows → [windows, horizon, value columns].
/// </summary>
internal sealed class SeriesNetwork : FeatureNetwork
{
    private const string MeanName = "mean", DeviationName = "deviation", KnownMeanName = "known_mean", KnownDeviationName = "known_deviation", ErrorName = "errors";
    private readonly int _known, _statics;
    private readonly bool _hasSeveral;

    /// <param name="shape">What a window looks like.</param>
    /// <param name="known">Known columns.</param>
    /// <param name="statics">Static columns.</param>
    /// <param name="quantiles">Quantiles beside the mean.</param>
    /// <param name="body">Forecasts standardized windows.</param>
    /// <param name="isLinear">Whether what known columns add is linear.</param>
    /// <param name="hasSeveral">Whether there are several series, which differ in scale: what known columns add is in deviations of the window then.</param>
    public SeriesNetwork(SeriesShape shape, int known, int statics, int quantiles, Module<Tensor, Tensor> body, bool isLinear, bool hasSeveral) : base(nameof(SeriesNetwork))
    {
        (Shape, _known, _statics, Body, _hasSeveral) = (shape, known, statics, body, hasSeveral);
        register_module("body", body);
        Buffer(MeanName, zeros(1, 1, shape.Width));
        Buffer(DeviationName, ones(1, 1, shape.Width));
        Buffer(KnownMeanName, zeros(1, 1, known + statics));
        Buffer(KnownDeviationName, ones(1, 1, known + statics));
        Buffer(ErrorName, zeros(1, shape.Horizon, shape.Width, quantiles));
        if (known > 0) register_module("effects", Effects = new CovariateEffects(known + statics, shape.Width, isLinear));
        if (statics > 0 && !isLinear)
        {
            register_module("static_effects", StaticEffects = Linear(statics, (long)shape.Horizon * shape.Width));
            init.zeros_(StaticEffects.weight!);
            init.zeros_(StaticEffects.bias!);
        }
        ParameterCount.Add(this);
    }

    /// <summary>What a window looks like.</summary>
    public SeriesShape Shape { get; }

    /// <summary>Forecasts standardized windows.</summary>
    public Module<Tensor, Tensor> Body { get; }

    /// <summary>What known columns add; null where there are none.</summary>
    public CovariateEffects? Effects { get; }

    /// <summary>What static columns add to forecasts; null where they do not.</summary>
    public Linear? StaticEffects { get; }

    public Device Device => get_buffer(MeanName)!.device;

    /// <summary>Takes over what the training part is like.</summary>
    public void Learn(SeriesStatistics learnt)
    {
        using var still = no_grad();
        void Put(string name, float[] values)
        {
            using var tensor = Tensors.OfFloats(values, 1, 1, values.Length);
            get_buffer(name)!.copy_(tensor);
        }
        Put(MeanName, learnt.Means);
        Put(DeviationName, learnt.Deviations);
        Put(KnownMeanName, learnt.KnownMeans);
        Put(KnownDeviationName, learnt.KnownDeviations);
    }

    /// <summary>Takes over the quantiles of errors, in deviations of windows [horizon, value columns, quantiles].</summary>
    public void LearnErrors(float[] errors)
    {
        using var still = no_grad();
        var own = get_buffer(ErrorName)!;
        using var tensor = Tensors.OfFloats(errors, own.shape);
        own.copy_(tensor);
    }

    public override Tensor forward(Tensor input) => Run(input);

    public override Tensor Run(Features features)
    {
        using var scope = NewDisposeScope();
        var (mean, deviation) = (get_buffer(MeanName)!, get_buffer(DeviationName)!);
        var forecast = Forecast(features.Parts[0] is EvenPart { Values: var values } ? values.sub(mean).div(deviation) : throw new InvalidOperationException("Windows are of one length."), features);
        return forecast.mul(deviation).Plus(mean).MoveToOuterDisposeScope();
    }

    /// <summary>What the body is given of windows, what it should forecast, and the deviations of their series in standardized units [windows, 1, value columns].</summary>
    public (Tensor Past, Tensor Future, Tensor Scales) Standardize(Batch batch)
    {
        var (mean, deviation) = (get_buffer(MeanName)!, get_buffer(DeviationName)!);
        var past = ((EvenPart)batch.Features.Parts[0]).Values.sub(mean).div(deviation);
        var future = batch.Targets.narrow(1, 0, Shape.Horizon).sub(mean).div(deviation);
        var scales = batch.Targets.narrow(1, Shape.Horizon, 1).div(deviation);
        if (KnownEffects(batch.Features, past) is { } effects) (past, future) = (past.sub(effects.Past), future.sub(effects.Future));
        return (past, future, scales);
    }

    /// <summary>What <see cref="Effects"/> are multiplied with: the deviations of standardized windows where there are several series, else 1 [windows, 1, value columns].</summary>
    public Tensor EffectScale(Tensor standard) => _hasSeveral ? NormalizedBody.Deviation(standard.sub(standard.mean([1], keepdim: true))) : ones_like(standard.narrow(1, 0, 1));

    /// <summary>Known and static columns of steps as <see cref="Effects"/> takes them; null where there are no known ones.</summary>
    public Tensor? Covariates(Features features)
    {
        if (Effects is null) return null;
        var known = ((EvenPart)features.Parts[1]).Values;
        var all = _statics == 0 ? known : cat([known, ((EvenPart)features.Parts[2]).Values.unsqueeze(1).expand(known.shape[0], known.shape[1], _statics)], 2);
        return all.sub(get_buffer(KnownMeanName)!).div(get_buffer(KnownDeviationName)!);
    }

    /// <summary>Quantiles of forecasts: [windows, horizon, value columns, quantiles].</summary>
    /// <param name="features">The windows.</param>
    /// <param name="forecasts">Their forecasts.</param>
    public Tensor Quantiles(Features features, Tensor forecasts)
    {
        using var scope = NewDisposeScope();
        return forecasts.unsqueeze(3).PlusProduct(Spread(features).unsqueeze(3), get_buffer(ErrorName)!).MoveToOuterDisposeScope();
    }

    /// <summary>The deviation of each value column of windows, in which errors are told: [windows, 1, value columns].</summary>
    public Tensor Spread(Features features)
    {
        using var scope = NewDisposeScope();
        var deviation = get_buffer(DeviationName)!;
        var values = ((EvenPart)features.Parts[0]).Values.sub(get_buffer(MeanName)!).div(deviation);
        return NormalizedBody.Deviation(values.sub(values.mean([1], keepdim: true))).mul(deviation).MoveToOuterDisposeScope();
    }

    /// <summary>Adds what it does in evaluation mode.</summary>
    /// <param name="composer">The graph.</param>
    /// <param name="values">The values [steps, value columns].</param>
    /// <param name="known">What is known in advance [steps and horizon, known columns]; null where there is nothing.</param>
    /// <param name="statics">What is static [static columns]; null where there is nothing.</param>
    /// <returns>Forecasts [horizon, value columns], and each of their quantiles.</returns>
    public (OnnxValue Forecast, OnnxValue[] Quantiles) Export(OnnxComposer composer, OnnxValue values, OnnxValue? known, OnnxValue? statics)
    {
        var (mean, deviation) = (composer.Constant(get_buffer(MeanName)!), composer.Constant(get_buffer(DeviationName)!));
        var standard = composer.Node("Div", values.Shape, [composer.Node("Sub", values.Shape, [values, mean]), deviation]);
        var forecast = ExportForecast(composer, standard, Covariates(composer, known, statics), statics);
        var raw = composer.Node("Add", forecast.Shape, [composer.Node("Mul", forecast.Shape, [forecast, deviation]), mean]);
        var centered = composer.Node("Sub", standard.Shape, [standard, NormalizedBody.Mean(composer, standard)]);
        var spread = NormalizedBody.Deviation(composer, centered);
        var inUnits = composer.Node("Mul", spread.Shape, [spread, deviation]);
        using var scope = NewDisposeScope();
        var errors = get_buffer(ErrorName)!;
        return (raw, [.. Enumerable.Range(0, (int)errors.shape[3]).Select(q =>
            composer.Node("Add", raw.Shape, [raw, composer.Node("Mul", raw.Shape, [inUnits, composer.Constant(errors.select(3, q).contiguous())])]))]);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Body.Dispose();
            Effects?.Dispose();
            StaticEffects?.Dispose();
            foreach (var buffer in buffers(recurse: false)) buffer.Dispose();
        }
        base.Dispose(disposing);
    }

    private Tensor Forecast(Tensor standard, Features features) => WithStatics(KnownEffects(features, standard) is { } effects
        ? Body.call(standard.sub(effects.Past)).Plus(effects.Future)
        : Body.call(standard), _statics > 0 ? ((EvenPart)features.Parts[^1]).Values : null);

    private (Tensor Past, Tensor Future)? KnownEffects(Features features, Tensor standard)
    {
        if (Covariates(features) is not { } covariates) return null;
        var effects = Effects!.call(covariates);
        if (_hasSeveral) effects = effects.mul(EffectScale(standard));
        return (effects.narrow(1, 0, Shape.LookBack), effects.narrow(1, Shape.LookBack, Shape.Horizon));
    }

    private Tensor WithStatics(Tensor forecast, Tensor? statics) =>
        StaticEffects is null || statics is null ? forecast : forecast.Plus(StaticEffects.call(StandardStatics(statics)).reshape(-1, Shape.Horizon, Shape.Width));

    private Tensor StandardStatics(Tensor statics) => statics.sub(get_buffer(KnownMeanName)!.narrow(2, _known, _statics).reshape(1, _statics)).div(get_buffer(KnownDeviationName)!.narrow(2, _known, _statics).reshape(1, _statics));

    private OnnxValue ExportForecast(OnnxComposer composer, OnnxValue standard, OnnxValue? covariates, OnnxValue? statics)
    {
        OnnxValue forecast;
        if (Effects is null || covariates is null)
        {
            forecast = composer.Within(this, () => composer.Apply(Body, standard));
        }
        else
        {
            var effects = composer.Within(this, () => composer.Apply(Effects, covariates));
            if (_hasSeveral)
                effects = composer.Node("Mul", effects.Shape, [effects, NormalizedBody.Deviation(composer, composer.Node("Sub", standard.Shape, [standard, NormalizedBody.Mean(composer, standard)]))]);
            var past = Steps(composer, effects, 0, Shape.LookBack);
            var rest = composer.Within(this, () => composer.Apply(Body, composer.Node("Sub", standard.Shape, [standard, past])));
            forecast = composer.Add(rest, Steps(composer, effects, Shape.LookBack, Shape.Horizon));
        }
        if (StaticEffects is null || statics is null) return forecast;
        using var scope = NewDisposeScope();
        var (mean, deviation) = (get_buffer(KnownMeanName)!.narrow(2, _known, _statics).reshape(1, _statics), get_buffer(KnownDeviationName)!.narrow(2, _known, _statics).reshape(1, _statics));
        var own = composer.Node("Div", statics.Shape, [composer.Node("Sub", statics.Shape, [statics, composer.Constant(mean)]), composer.Constant(deviation)]);
        return composer.Add(forecast, composer.Reshape(composer.Within(this, () => composer.Apply(StaticEffects, own)), Shape.Horizon, Shape.Width));
    }

    private OnnxValue? Covariates(OnnxComposer composer, OnnxValue? known, OnnxValue? statics)
    {
        if (known is null || Effects is null) return null;
        var all = known;
        if (statics is not null)
        {
            // For each step the same.
            using var scope = NewDisposeScope();
            var spread = composer.Node("Mul", [known.Shape[0], _statics], [composer.Reshape(statics, 1, _statics), composer.Constant(ones(1, known.Shape[0], 1))]);
            all = composer.Concat(2, known, spread);
        }
        return composer.Node("Div", all.Shape, [composer.Node("Sub", all.Shape, [all, composer.Constant(get_buffer(KnownMeanName)!)]), composer.Constant(get_buffer(KnownDeviationName)!)]);
    }

    private static OnnxValue Steps(OnnxComposer composer, OnnxValue value, long from, long count) =>
        composer.Node("Slice", [count, value.Shape[1]], [value, NormalizedBody.Index(composer, from), NormalizedBody.Index(composer, from + count), NormalizedBody.Index(composer, 1)]);

    private void Buffer(string name, Tensor tensor) => register_buffer(name, tensor.DetachFromDisposeScope());
}

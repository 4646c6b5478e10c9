namespace MLNetDeep.Pretraining;

/// <summary>Puts models into options.</summary>
internal static class PretrainedModels
{
    /// <summary>A copy of options, with the model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="architecture">What starts from it.</param>
    /// <param name="options">The options; defaults when null.</param>
    public static TrainerOptions Named(PretrainedModel model, Architecture architecture, TrainerOptions? options)
    {
        var own = options?.Clone() ?? architecture.CreateOptions();
        if (own is not INamesModel names || own.GetType() != architecture.OptionsType)
            throw new ArgumentException($"{architecture.DisplayName} ('{model}') takes {architecture.OptionsType.Name}, but was given {own.GetType().Name}.", nameof(options));
        names.Model = model.Name;
        return own;
    }
}

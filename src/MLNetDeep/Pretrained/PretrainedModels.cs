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
        switch (options?.Clone() ?? architecture.CreateOptions())
        {
            case PretrainedTextOptions text when architecture.OptionsType == typeof(PretrainedTextOptions):
                text.Model = model.Name;
                return text;
            case PretrainedImageOptions image when architecture.OptionsType == typeof(PretrainedImageOptions):
                image.Model = model.Name;
                return image;
            case var other:
                throw new ArgumentException($"{architecture.DisplayName} ('{model}') takes {architecture.OptionsType.Name}, but was given {other.GetType().Name}.", nameof(options));
        }
    }
}

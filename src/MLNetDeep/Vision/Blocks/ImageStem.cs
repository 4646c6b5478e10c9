namespace MLNetDeep;

/// <summary>How the first layers of a network look at an image.</summary>
public enum ImageStem
{
    /// <summary>Small where the smaller side of the images is at most 64 pixels and no published weights are loaded.</summary>
    Auto,

    /// <summary>As published, for images of about 224 pixels a side: the image is shrunk at once.</summary>
    Standard,

    /// <summary>For small images: early layers keep the size, so that something is left to see for the later ones.</summary>
    Small,
}

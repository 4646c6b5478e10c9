namespace MLNetDeep;

/// <summary>How the first layers of a network look at a picture.</summary>
public enum ImageStem
{
    /// <summary>Small where the smaller side of the pictures is at most 64 pixels and no published weights are loaded.</summary>
    Auto,

    /// <summary>As published, for pictures of about 224 pixels a side: the picture is shrunk at once.</summary>
    Standard,

    /// <summary>For small pictures: early layers keep the size, so that something is left to see for the later ones.</summary>
    Small,
}

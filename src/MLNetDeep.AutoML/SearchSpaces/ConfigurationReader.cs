namespace MLNetDeep.AutoML;

/// <summary>Reads values of a configuration; what it does not state keeps its default.</summary>
internal readonly struct ConfigurationReader(Configuration configuration)
{
    public double Real(string name, double otherwise) => configuration.TryGet(name, out object? value) ? Convert.ToDouble(value) : otherwise;

    public int Whole(string name, int otherwise) => configuration.TryGet(name, out object? value) ? Convert.ToInt32(value) : otherwise;

    public bool Flag(string name, bool otherwise) => configuration.TryGet(name, out object? value) ? Convert.ToBoolean(value) : otherwise;
}

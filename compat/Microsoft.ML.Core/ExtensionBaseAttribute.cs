namespace Microsoft.ML;

/// <summary>Base of attributes that give a class a name under which saved models find it.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
public abstract class ExtensionBaseAttribute : Attribute
{
    private protected ExtensionBaseAttribute(string contractName) => ContractName = contractName;

    public string ContractName { get; }
}

using System.Reflection;
using TorchSharp.Utils;

namespace TorchSharp.Utils
{
    /// <summary>Registers a field of a module under another name than its own.</summary>
    [AttributeUsage(AttributeTargets.Field)]
    public class ComponentNameAttribute : Attribute
    {
        public string? Name { get; set; }
    }
}

namespace TorchSharp
{
    public static class FieldInfoExtensionMethods
    {
        public static string ComponentName(this FieldInfo field) =>
            field.GetCustomAttribute<ComponentNameAttribute>()?.Name ?? field.Name;
    }
}

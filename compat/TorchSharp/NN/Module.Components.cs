using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            public virtual IEnumerable<(string name, Module module)> named_children() => _internal_submodules;

            public virtual IEnumerable<Module> children() => named_children().Select(child => child.module);

            public virtual IEnumerable<(string name, Module module)> named_modules()
            {
                foreach (var (name, child) in named_children())
                {
                    yield return (name, child);
                    foreach (var (inner, module) in child.named_modules())
                        yield return ($"{name}.{inner}", module);
                }
            }

            public virtual IEnumerable<Module> modules() => named_modules().Select(module => module.module);

            /// <summary>Every parameter once, under the first name it is found by.</summary>
            public virtual IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true)
            {
                var seen = new HashSet<Tensor>(ReferenceEqualityComparer.Instance);
                foreach (var (name, parameter) in AllParameters(recurse))
                    if (seen.Add(parameter))
                        yield return (name, parameter);
            }

            private IEnumerable<(string, Parameter)> AllParameters(bool recurse)
            {
                foreach (var own in _internal_params)
                    yield return own;
                if (!recurse)
                    yield break;
                foreach (var (name, child) in named_children())
                    foreach (var (inner, parameter) in child.named_parameters())
                        yield return ($"{name}.{inner}", parameter);
            }

            public virtual IEnumerable<Parameter> parameters(bool recurse = true) =>
                named_parameters(recurse).Select(parameter => parameter.parameter);

            public virtual IEnumerable<(string name, Tensor buffer)> named_buffers(bool recurse = true,
                bool include_nonpersistent = true)
            {
                foreach (var (name, (buffer, persistent)) in _internal_buffers)
                    if (persistent || include_nonpersistent)
                        yield return (name, buffer);
                if (!recurse)
                    yield break;
                foreach (var (name, child) in named_children())
                    foreach (var (inner, buffer) in child.named_buffers(true, include_nonpersistent))
                        yield return ($"{name}.{inner}", buffer);
            }

            public virtual IEnumerable<Tensor> buffers(bool recurse = true, bool include_nonpersistent = true) =>
                named_buffers(recurse, include_nonpersistent).Select(buffer => buffer.buffer);

            public virtual bool has_parameter(string target) => Find(target,
                (m, n) => m._internal_params.ContainsKey(n));

            public virtual Parameter? get_parameter(string target) =>
                Find(target, (m, n) => m._internal_params.TryGetValue(n, out var found) ? found : null);

            public virtual bool has_buffer(string target) => Find(target, (m, n) => m._internal_buffers.ContainsKey(n));

            public virtual Tensor? get_buffer(string target) =>
                Find(target, (m, n) => m._internal_buffers.TryGetValue(n, out var found) ? found.Item1 : null);

            private T? Find<T>(string target, Func<Module, string, T?> take)
            {
                var module = this;
                var parts = target.Split('.');
                foreach (var part in parts[..^1])
                    if (!module._internal_submodules.TryGetValue(part, out module!))
                        return default;
                return take(module, parts[^1]);
            }
        }
    }
}

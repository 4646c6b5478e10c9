using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            /// <summary>The parameters and persistent buffers by name; the tensors themselves, not copies.</summary>
            public virtual Dictionary<string, Tensor> state_dict(Dictionary<string, Tensor>? destination = null,
                string? prefix = null)
            {
                destination ??= [];
                prefix ??= "";
                foreach (var (name, parameter) in _internal_params)
                    destination.TryAdd(prefix + name, parameter);
                foreach (var (name, (buffer, persistent)) in _internal_buffers)
                    if (persistent)
                        destination.TryAdd(prefix + name, buffer);
                foreach (var (name, child) in named_children())
                    child.state_dict(destination, $"{prefix}{name}.");
                return destination;
            }

            /// <summary>Copies the values in; gives the names that were missing and those that were not expected.</summary>
            public virtual (IList<string> missing_keys, IList<string> unexpected_keyes) load_state_dict(
                Dictionary<string, Tensor> source, bool strict = true, IList<string>? skip = null)
            {
                skip ??= [];
                var target = state_dict();
                var missing = target.Keys.Where(key => !source.ContainsKey(key) && !skip.Contains(key)).ToList();
                var unexpected = source.Keys.Where(key => !target.ContainsKey(key) && !skip.Contains(key)).ToList();
                if (strict && (missing.Count > 0 || unexpected.Count > 0))
                    throw new InvalidOperationException("The loaded state_dict is not identical to the target dictionary." +
                        Names("missing", missing) + Names("unexpected", unexpected));
                using var quiet = no_grad();
                foreach (var (key, value) in source)
                    if (!skip.Contains(key) && target.TryGetValue(key, out var place))
                        place.copy_(value);
                return (missing, unexpected);
            }

            private static string Names(string what, List<string> names) =>
                names.Count == 0 ? "" : $" {what}: {string.Join(", ", names)}.";

            public Module save(string location, IList<string>? skip = null)
            {
                using var stream = File.Create(location);
                return save(stream, skip);
            }

            public Module save(Stream stream, IList<string>? skip = null)
            {
                using var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true);
                return save(writer, skip);
            }

            public Module save(BinaryWriter writer, IList<string>? skip = null)
            {
                save_state_dict(writer, state_dict(), skip);
                return this;
            }

            /// <summary>TorchSharp's own format: a count, then name, type, shape and bytes of each.</summary>
            public static void save_state_dict(BinaryWriter writer, Dictionary<string, Tensor> sd,
                IList<string>? skip = null)
            {
                var kept = skip is { Count: > 0 } ? sd.Where(entry => !skip.Contains(entry.Key)).ToList() : sd.ToList();
                writer.Encode(kept.Count);
                foreach (var (key, tensor) in kept)
                {
                    writer.Write(key);
                    tensor.Save(writer);
                }
            }

            public virtual Module load(string location, bool strict = true, IList<string>? skip = null,
                Dictionary<string, bool>? loadedParameters = null)
            {
                if (!File.Exists(location))
                    throw new FileNotFoundException(location);
                using var stream = File.OpenRead(location);
                return load(stream, strict, skip, loadedParameters);
            }

            public Module load(Stream stream, bool strict = true, IList<string>? skip = null,
                Dictionary<string, bool>? loadedParameters = null)
            {
                using var reader = new BinaryReader(stream, System.Text.Encoding.UTF8, leaveOpen: true);
                return load(reader, strict, skip, loadedParameters);
            }

            public virtual Module load(BinaryReader reader, bool strict = true, IList<string>? skip = null,
                Dictionary<string, bool>? loadedParameters = null)
            {
                var target = state_dict();
                var count = reader.Decode();
                if (strict && count != target.Keys.Count(key => skip is null || !skip.Contains(key)) && count != target.Count)
                    throw new ArgumentException($"Mismatched state_dict sizes: expected {target.Count}, but found {count} entries.");
                foreach (var key in target.Keys)
                    loadedParameters?.TryAdd(key, false);
                for (var i = 0L; i < count; i++)
                    LoadOne(reader, target, strict, skip, loadedParameters);
                return this;
            }

            private static void LoadOne(BinaryReader reader, Dictionary<string, Tensor> target, bool strict, IList<string>? skip,
                Dictionary<string, bool>? loaded)
            {
                var key = reader.ReadString();
                var found = target.TryGetValue(key, out var tensor);
                if (!found && strict)
                    throw new ArgumentException($"Mismatched module state names: the target modules does not have a submodule or buffer named '{key}'.");
                var skipped = !found || skip?.Contains(key) == true;
                TensorExtensionMethods.Load(ref tensor, reader, skipped);
                if (!skipped && loaded is not null)
                    loaded[key] = true;
            }

            public static Module Create<T>(string path) where T : Module, new() => new T().load(path);
        }
    }
}

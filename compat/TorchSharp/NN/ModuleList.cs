using System.Collections;
using System.Diagnostics.CodeAnalysis;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Modules by number.</summary>
    public class ModuleList<T> : nn.Module, IList<T> where T : nn.Module
    {
        private readonly List<T> items = [];

        public ModuleList(params T[] modules) : base(nameof(ModuleList<T>)) => extend(modules);

        public T this[int index]
        {
            get => items[index];
            set
            {
                items[index] = value;
                Renumber();
            }
        }

        public int Count => items.Count;
        public bool IsReadOnly => false;

        public void Add(T item)
        {
            items.Add(item);
            Renumber();
        }

        public void append(params T[] parameters) => extend(parameters);

        public void extend(IEnumerable<T> modules)
        {
            items.AddRange(modules);
            Renumber();
        }

        public void Insert(int index, T item)
        {
            items.Insert(index, item);
            Renumber();
        }

        public bool Remove(T item)
        {
            var removed = items.Remove(item);
            Renumber();
            return removed;
        }

        public void RemoveAt(int index)
        {
            items.RemoveAt(index);
            Renumber();
        }

        public void Clear()
        {
            items.Clear();
            Renumber();
        }

        public bool Contains(T item) => items.Contains(item);
        public int IndexOf(T item) => items.IndexOf(item);
        public void CopyTo(T[] array, int arrayIndex) => items.CopyTo(array, arrayIndex);
        public IEnumerator<T> GetEnumerator() => items.GetEnumerator();
        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        protected override void RegisterComponents() { }

        private void Renumber()
        {
            ClearModules();
            for (var i = 0; i < items.Count; i++)
                register_module(i.ToString(), items[i]);
        }
    }

    /// <summary>Modules by name, in order.</summary>
    public class ModuleDict<T> : nn.Module, IDictionary<string, T>, IList<(string, T)> where T : nn.Module
    {
        private readonly OrderedDict<string, T> entries = new();

        public ModuleDict() : base(nameof(ModuleDict<T>)) { }

        public T this[string key]
        {
            get => entries[key];
            set => Change(() => entries[key] = value);
        }

        public (string, T) this[int index]
        {
            get => entries[index];
            set => Change(() => entries[index] = value);
        }

        public int Count => entries.Count;
        public bool IsReadOnly => false;
        public ICollection<string> Keys => entries.Keys;
        public ICollection<T> Values => entries.Values;

        public void Add(string key, T value) => Change(() => entries.Add(key, value));
        public void Add((string, T) item) => Add(item.Item1, item.Item2);
        public void Add(KeyValuePair<string, T> item) => Add(item.Key, item.Value);
        public void Insert(int index, (string, T) item) => Change(() => entries.Insert(index, item));
        public bool Remove(string key) => Change(() => entries.Remove(key));
        public bool Remove((string, T) item) => Change(() => entries.Remove(item));
        public bool Remove(KeyValuePair<string, T> item) => Change(() => entries.Remove(item));
        public void RemoveAt(int index) => Change(() => entries.RemoveAt(index));
        public void Clear() => Change(entries.Clear);
        public void clear() => Clear();
        public bool ContainsKey(string key) => entries.ContainsKey(key);
        public bool Contains((string, T) item) => entries.Contains(item);
        public bool Contains(KeyValuePair<string, T> item) => entries.Contains(item);
        public int IndexOf((string, T) item) => entries.IndexOf(item);
        public bool TryGetValue(string key, [MaybeNullWhen(false)] out T value) => entries.TryGetValue(key, out value);
        public void CopyTo((string, T)[] array, int arrayIndex) => entries.CopyTo(array, arrayIndex);
        public void CopyTo(KeyValuePair<string, T>[] array, int arrayIndex) => entries.CopyTo(array, arrayIndex);
        public IEnumerator<(string, T)> items() => entries.GetEnumerator();
        public IEnumerable<string> keys() => entries.keys();
        public IEnumerable<T> values() => entries.values();
        public IEnumerator<(string, T)> GetEnumerator() => entries.GetEnumerator();
        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
        IEnumerator<KeyValuePair<string, T>> IEnumerable<KeyValuePair<string, T>>.GetEnumerator() =>
            ((IEnumerable<KeyValuePair<string, T>>)entries).GetEnumerator();

        protected override void RegisterComponents() { }

        private void Change(Action change) => Change(() =>
        {
            change();
            return true;
        });

        private bool Change(Func<bool> change)
        {
            var changed = change();
            ClearModules();
            foreach (var (name, module) in entries)
                register_module(name, module);
            return changed;
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.ModuleList<Module> ModuleList(params Module[] modules) => new(modules);

            public static Modules.ModuleList<T> ModuleList<T>(params T[] modules) where T : Module => new(modules);

            public static Modules.ModuleDict<Module> ModuleDict(params (string, Module)[] modules) => ModuleDict<Module>(modules);

            public static Modules.ModuleDict<T> ModuleDict<T>(params (string, T)[] modules) where T : Module
            {
                var dictionary = new Modules.ModuleDict<T>();
                foreach (var module in modules)
                    dictionary.Add(module);
                return dictionary;
            }
        }
    }
}

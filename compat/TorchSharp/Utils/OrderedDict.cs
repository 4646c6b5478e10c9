using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace TorchSharp.Utils;

/// <summary>A dictionary that keeps its entries in the order they came.</summary>
public class OrderedDict<TKey, TValue> : IDictionary<TKey, TValue>, IList<(TKey, TValue)> where TKey : notnull
{
    private readonly Dictionary<TKey, TValue> entries = [];
    private readonly List<TKey> order = [];

    public OrderedDict() { }

    public TValue this[TKey key]
    {
        get => entries[key];
        set
        {
            if (!entries.ContainsKey(key))
                order.Add(key);
            entries[key] = value;
        }
    }

    public (TKey, TValue) this[int index]
    {
        get => (order[index], entries[order[index]]);
        set
        {
            RemoveAt(index);
            Insert(index, value);
        }
    }

    public int Count => order.Count;
    public bool IsReadOnly => false;
    public ICollection<TKey> Keys => order.ToArray();
    public ICollection<TValue> Values => order.ConvertAll(key => entries[key]);

    public void Add(TKey key, TValue value)
    {
        entries.Add(key, value);
        order.Add(key);
    }

    public void Add((TKey, TValue) item) => Add(item.Item1, item.Item2);
    public void Add(KeyValuePair<TKey, TValue> item) => Add(item.Key, item.Value);

    public void Insert(int index, (TKey, TValue) item)
    {
        entries.Add(item.Item1, item.Item2);
        order.Insert(index, item.Item1);
    }

    public bool Remove(TKey key) => entries.Remove(key) && order.Remove(key);
    public bool Remove((TKey, TValue) item) => Contains(item) && Remove(item.Item1);
    public bool Remove(KeyValuePair<TKey, TValue> item) => Remove((item.Key, item.Value));
    public void RemoveAt(int index) => Remove(order[index]);

    public void Clear()
    {
        entries.Clear();
        order.Clear();
    }

    public void clear() => Clear();
    public bool ContainsKey(TKey key) => entries.ContainsKey(key);
    public bool Contains((TKey, TValue) item) =>
        entries.TryGetValue(item.Item1, out var found) && EqualityComparer<TValue>.Default.Equals(found, item.Item2);
    public bool Contains(KeyValuePair<TKey, TValue> item) => Contains((item.Key, item.Value));
    public int IndexOf((TKey, TValue) item) => Contains(item) ? order.IndexOf(item.Item1) : -1;
    public bool TryGetValue(TKey key, [MaybeNullWhen(false)] out TValue value) => entries.TryGetValue(key, out value);

    public void CopyTo((TKey, TValue)[] array, int arrayIndex)
    {
        foreach (var item in this)
            array[arrayIndex++] = item;
    }

    public void CopyTo(KeyValuePair<TKey, TValue>[] array, int arrayIndex)
    {
        foreach (var (key, value) in this)
            array[arrayIndex++] = new(key, value);
    }

    public IEnumerable<TKey> keys() => order;
    public IEnumerable<TValue> values() => Values;
    public IEnumerator<(TKey, TValue)> items() => GetEnumerator();
    public IEnumerator<(TKey, TValue)> GetEnumerator() => order.Select(key => (key, entries[key])).ToList().GetEnumerator();
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    IEnumerator<KeyValuePair<TKey, TValue>> IEnumerable<KeyValuePair<TKey, TValue>>.GetEnumerator() =>
        order.Select(key => new KeyValuePair<TKey, TValue>(key, entries[key])).ToList().GetEnumerator();
}

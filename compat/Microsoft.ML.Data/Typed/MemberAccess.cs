using System.Reflection;
using System.Reflection.Emit;

namespace Microsoft.ML.Data;

/// <summary>Compiled access to members of classes, private setters and read-only fields included.</summary>
internal static class MemberAccess
{
    public static Func<TRow, TValue> Getter<TRow, TValue>(MemberInfo member) where TRow : class
    {
        if (member is PropertyInfo property)
            return property.GetMethod!.CreateDelegate<Func<TRow, TValue>>();
        var method = new DynamicMethod("Get" + member.Name, typeof(TValue), [typeof(TRow)], typeof(TRow), true);
        ILGenerator il = method.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldfld, (FieldInfo)member);
        il.Emit(OpCodes.Ret);
        return method.CreateDelegate<Func<TRow, TValue>>();
    }

    public static Action<TRow, TValue> Setter<TRow, TValue>(MemberInfo member) where TRow : class
    {
        if (member is PropertyInfo property)
            return property.SetMethod!.CreateDelegate<Action<TRow, TValue>>();
        var method = new DynamicMethod("Set" + member.Name, null, [typeof(TRow), typeof(TValue)], typeof(TRow), true);
        ILGenerator il = method.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Stfld, (FieldInfo)member);
        il.Emit(OpCodes.Ret);
        return method.CreateDelegate<Action<TRow, TValue>>();
    }
}

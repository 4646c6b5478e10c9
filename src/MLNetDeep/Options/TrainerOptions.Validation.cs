namespace MLNetDeep;

public partial class TrainerOptions
{
    /// <summary>
    /// A column whose rows of one value stay together, such as a patient or a customer: validation rows are whole groups, so that the network is judged by groups that it was not
    /// trained on. Text, a key, a number or a Boolean. Not learnt from, unless it is named as a feature. None by default.
    /// </summary>
    public string? ValidationGroupColumnName { get; set; }

    /// <summary>
    /// A column by which rows are ordered in time: validation rows are the latest. A number, DateTime or DateTimeOffset; rows of the same time stay together. None by default.
    /// </summary>
    public string? ValidationTimeColumnName { get; set; }
}

namespace MLNetDeep;

public partial class TrainerOptions
{
    /// <summary>
    /// A column whose rows of one value are never split between training and validation, such as a patient or a customer: the network is validated on groups
    /// that it was not trained on. Text, a key, a number or a Boolean. Not a feature unless it is named as one. None by default.
    /// </summary>
    public string? ValidationGroupColumnName { get; set; }

    /// <summary>
    /// A column by which rows are ordered in time: the validation set has the latest rows. A number, DateTime or DateTimeOffset; rows of the same time are
    /// never split. None by default.
    /// </summary>
    public string? ValidationTimeColumnName { get; set; }
}

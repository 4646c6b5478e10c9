namespace MLNetDeep;

/// <summary>The rule by which gradients change weights.</summary>
public enum OptimizerKind
{
    /// <summary>Adam with decoupled weight decay (Loshchilov and Hutter, Decoupled Weight Decay Regularization, 2019).</summary>
    AdamW,

    /// <summary>
    /// Stochastic gradient descent with Nesterov momentum (Sutskever et al., On the importance of initialization and momentum
    /// in deep learning, 2013). Wants a learning rate about 100 times AdamW's; its decay is part of the gradient.
    /// </summary>
    Sgd,

    /// <summary>
    /// Steps of one length, in the direction of the momentum's sign (Chen et al., Symbolic Discovery of Optimization Algorithms,
    /// 2023). Wants a learning rate of a third to a tenth of AdamW's, and so many times its weight decay.
    /// </summary>
    Lion,
}
